"""A check of several levels as one web page that loads nothing and runs nothing."""

from __future__ import annotations

from kuanggui.reports.levels.view import COLUMNS, LevelsView
from kuanggui.reports.still_page import render_page


def write_page(view: LevelsView) -> bytes:
    """The page in UTF-8; every text of the plans is escaped."""
    outcomes = view.review.assessment.outcomes
    return render_page("kuanggui.reports.levels", view=view, words=view.words, columns=COLUMNS, outcomes=outcomes)
