"""A check of several levels as a workbook: findings with columns for the reply, plans, rules."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.reports.levels.view import COLUMNS, LevelsView
from kuanggui.reports.steady_workbook import steady_bytes
from kuanggui.reports.workbook import add_corrections, add_head, add_outcomes, add_row, fit_to_paper

WIDTHS = (20, 40, 10, 20)


def write_sheets(view: LevelsView) -> bytes:
    """The workbook; text stays text, whatever it begins with."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    add_corrections(first, view.inner)
    _plans(book.create_sheet(), view)
    rules = book.create_sheet()
    add_outcomes(rules, view.inner)
    fit_to_paper(rules, view.inner)
    return steady_bytes(book)


def _plans(sheet: Worksheet, view: LevelsView) -> None:
    say = view.words
    sheet.title = say("levels", "plans")
    add_head(sheet, [say("levels", key) for key in COLUMNS], WIDTHS)
    for line in view.plans:
        add_row(sheet, line.cells())
    for text in filter(None, (view.summary(), view.without_plan())):
        add_row(sheet, [text])
    fit_to_paper(sheet, view.inner)
