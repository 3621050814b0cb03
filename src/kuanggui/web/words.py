"""Words that findings bring with them only as keys."""

from __future__ import annotations

from fastapi import APIRouter

from kuanggui.app.words import report_words
from kuanggui.findings.family import Family

router = APIRouter(tags=["server"])


@router.get("/words")
def words() -> dict[str, dict[str, list[str]]]:
    """The words of reports, and the families of rules, by topic and key: first the Chinese, then the English ones."""
    return report_words() | {"family": {family.value: [family.label, family.label_en] for family in Family}}
