"""Use case: a table that a page shows, as a file to take away."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kuanggui.errors import InputError
from kuanggui.reports.sheet import Cell, Link, write_csv, write_sheet

__all__ = ["Cell", "Link", "SheetForm", "make_sheet"]


class SheetForm(StrEnum):
    """The forms of a table."""

    XLSX = "xlsx"
    CSV = "csv"


def make_sheet(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], form: SheetForm) -> bytes:
    """The table as XLSX or CSV, where links are their words; raises InputError for rows that are longer than the head."""
    for number, row in enumerate(rows, 1):
        if len(row) > len(columns):
            raise InputError(f"第 {number} 行有 {len(row)} 格，表头只有 {len(columns)} 列；请核对")
    return write_csv(columns, rows) if form is SheetForm.CSV else write_sheet(title, columns, rows)
