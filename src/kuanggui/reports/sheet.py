"""A table as a workbook of one sheet, or as text with commas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.reports.plain_text import printable

LINK_COLOUR = "1F5F8B"
LONGEST_CELL = 32_000
NARROW, WIDE = 8, 60
SHEET_NAME = 31
# What a spreadsheet would run as a formula; a number with a sign is none.
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page."""

    text: str
    address: str


Cell = str | int | float | Link | None


def write_sheet(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The workbook: a head that stays in view, filters, columns as wide as their words. Text stays text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title.translate(FORBIDDEN)[:SHEET_NAME] or "1"
    for number, row in enumerate([columns, *rows], 1):
        for column, content in enumerate(row, 1):
            value = _plain(content)
            cell = sheet.cell(number, column, printable(value)[:LONGEST_CELL] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
            if isinstance(content, Link):
                cell.hyperlink = content.address
                cell.font = Font(color=LINK_COLOUR, underline="single")
    for column in range(1, len(columns) + 1):
        widest = max(_width(row[column - 1]) for row in [columns, *rows] if column <= len(row))
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDE, max(NARROW, widest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read it; no cell is a formula there."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in [columns, *rows])
    return stream.getvalue().encode("utf-8-sig")


def _safe(content: Cell) -> str | int | float | None:
    value = _plain(content)
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if FORMULA.match(text) else text


def _plain(content: Cell) -> str | int | float | None:
    return content.text if isinstance(content, Link) else content


def _width(content: Cell) -> int:
    """Columns of a fixed font that the longest line takes; a Chinese character takes two."""
    value = _plain(content)
    lines = str("" if value is None else value).splitlines() or [""]
    return max(sum(2 if ord(character) > 0x2E80 else 1 for character in line) for line in lines)
