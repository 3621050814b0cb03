"""Use case: a table that a page shows, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.errors import InputError
from kuanggui.reports.sheet import Cell, Link, write_sheet

__all__ = ["Cell", "Link", "make_sheet"]


def make_sheet(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The table as XLSX; raises InputError for rows that are longer than the head."""
    for number, row in enumerate(rows, 1):
        if len(row) > len(columns):
            raise InputError(f"第 {number} 行有 {len(row)} 格，表头只有 {len(columns)} 列；请核对")
    return write_sheet(title, columns, rows)
