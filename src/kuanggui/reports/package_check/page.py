"""A package check as one web page that loads nothing and runs nothing."""

from __future__ import annotations

from kuanggui.reports.package_check.view import PackageView
from kuanggui.reports.still_page import render_page


def write_page(view: PackageView) -> bytes:
    """The page in UTF-8; every text of the package is escaped."""
    outcomes = view.review.assessment.outcomes
    return render_page("kuanggui.reports.package_check", view=view, words=view.words, outcomes=outcomes)
