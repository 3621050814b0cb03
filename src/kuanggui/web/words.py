"""Words that findings bring with them only as keys."""

from __future__ import annotations

from fastapi import APIRouter

from kuanggui.app.words import report_words

router = APIRouter(tags=["server"])


@router.get("/words")
def words() -> dict[str, dict[str, list[str]]]:
    """The words of reports by topic and key: first the Chinese, then the English ones."""
    return report_words()
