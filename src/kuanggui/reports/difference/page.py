"""Differences as one web page that loads nothing and runs nothing."""

from __future__ import annotations

from kuanggui.reports.difference.svg import detail, overview
from kuanggui.reports.difference.view import HOW, DifferenceView
from kuanggui.reports.still_page import render_page

DRAWN = 200  # small maps on one page


def write_page(view: DifferenceView) -> bytes:
    """The page in UTF-8; every text of the plans is escaped."""
    maps = [detail(row) for row in view.features[:DRAWN]]
    details = [*maps, *([""] * (len(view.features) - len(maps)))]
    rows = list(zip(view.features, details, strict=True))
    return render_page(__package__, view=view, how=HOW, rows=rows, map=overview(view.features, view.around))
