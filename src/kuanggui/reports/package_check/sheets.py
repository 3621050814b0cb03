"""A package check as a workbook: findings with columns for the reply, layers, rules."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.reports.package_check.view import PackageView
from kuanggui.reports.steady_workbook import steady_bytes
from kuanggui.reports.workbook import add_corrections, add_head, add_outcomes, add_row, fit_to_paper

_LAYERS = {"file": 40, "layers": 30, "entry": 36, "features": 10, "crs": 24, "error": 40}


def write_sheets(view: PackageView) -> bytes:
    """The workbook; text stays text, whatever it begins with."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    add_corrections(first, view.inner)
    _layers(book.create_sheet(), view)
    rules = book.create_sheet()
    add_outcomes(rules, view.inner)
    fit_to_paper(rules, view.inner)
    return steady_bytes(book)


def _layers(sheet: Worksheet, view: PackageView) -> None:
    say = view.words
    sheet.title = say("package", "layers")
    add_head(sheet, [say("package", key) for key in _LAYERS], list(_LAYERS.values()))
    for line in view.layers:
        add_row(sheet, line.cells(say))
    add_row(sheet, [view.summary()])
    add_row(sheet, [f"{say('package', 'conformance')}: {say('package', view.conformance.value)}", view.edition])
    fit_to_paper(sheet, view.inner)
