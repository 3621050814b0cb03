"""The annex tables as an XLSX: one sheet a table, merged cells merged, plain figures as numbers."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from rendering.archive import freeze
from rendering.content import Cell, Grid, Sheet

_FIGURE = re.compile(r"-?\d+(?:\.(\d+))?")
_DAY = datetime(2021, 12, 31, tzinfo=UTC).replace(tzinfo=None)  # the format knows no time zone


def render_workbook(sheets: Iterable[Sheet], title: str) -> bytes:
    """The bytes of the workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title, workbook.properties.creator = title, "Kuanggui"
    workbook.properties.created = _DAY
    for sheet in sheets:
        _fill(workbook.create_sheet(sheet.name), sheet.grid)
    return freeze(workbook.save)


def _fill(target: Worksheet, grid: Grid) -> None:
    for cell in grid.cells:
        _write(target, cell, heading=cell.row < grid.header_rows)
    target.freeze_panes = f"A{grid.header_rows + 1}"
    for column in "ABCDEFGHIJK"[: grid.columns]:
        target.column_dimensions[column].width = 16


def _write(target: Worksheet, cell: Cell, *, heading: bool) -> None:
    row, column = cell.row + 1, cell.column + 1
    place = target.cell(row, column)
    if not isinstance(place, SheetCell):
        raise TypeError(f"cell {row}, {column} lies inside a merged range")
    _set_value(place, cell.text)
    place.alignment = Alignment(horizontal="center" if heading else None, vertical="center", wrap_text=True)
    place.font = Font(bold=heading)
    if cell.rows > 1 or cell.columns > 1:
        target.merge_cells(None, row, column, row + cell.rows - 1, column + cell.columns - 1)


def _set_value(place: SheetCell, text: str) -> None:
    figure = _FIGURE.fullmatch(text)
    if figure is None:
        place.value = text or None
        return
    decimals = len(figure[1] or "")
    place.value = Decimal(text) if decimals else int(text)
    place.number_format = f"0.{'0' * decimals}" if decimals else "0"
