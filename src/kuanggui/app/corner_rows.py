"""Rows for the reader of corner tables from workbooks and documents, merged cells spread over all they cover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers import read_document
from kuanggui.ingest.readers.source import Format, detect_format, read_bytes
from kuanggui.ingest.readers.xlsx import read_exact_sheets
from kuanggui.ingest.readers.xlsx.workbook import Sheet
from kuanggui.model.document import Table
from kuanggui.spatial.formats.notation import clean
from kuanggui.spatial.formats.rows import Row

_MOST_COLUMNS = 256
_Grid = dict[tuple[int, int], str]


def read_rows(path: Path) -> list[Row]:
    """All rows of a workbook with their stored numbers, or of the tables and paragraphs of a document."""
    data = read_bytes(path)
    if detect_format(path, data) is Format.XLSX:
        return [*_rows_of_sheets(path, read_exact_sheets(path, data))]
    rows: list[Row] = []
    for block in read_document(path).blocks:
        if isinstance(block, Table):
            rows.extend(_rows_of_grid(path, _spread_table(block), "表中第 {} 行"))
        else:
            rows.append(Row("正文", (clean(block.text.text),)))
    return rows


def _rows_of_sheets(path: Path, sheets: list[Sheet]) -> Iterator[Row]:
    for sheet in sheets:
        named = f"工作表“{sheet.name}”第 {{}} 行" if len(sheets) > 1 else "第 {} 行"
        yield from _rows_of_grid(path, _spread_sheet(sheet), named)
        yield Row("", ())


def _spread_sheet(sheet: Sheet) -> _Grid:
    """Cells with the text of a merge in every cell in use that it covers, so that a merge takes no room of its own."""
    grid = dict(sheet.cells)
    rows = sorted({row for row, _ in sheet.cells})
    columns = sorted({column for _, column in sheet.cells})
    for top, left, bottom, right in sheet.merges[: _MOST_COLUMNS * 16]:
        text = sheet.cells.get((top, left), "")
        covered = [row for row in rows if text and top <= row <= bottom]
        for row in covered:
            grid.update({(row, column): text for column in columns[:_MOST_COLUMNS] if left <= column <= right})
    return grid


def _spread_table(table: Table) -> _Grid:
    grid: _Grid = {}
    for number, cells in enumerate(table.rows, 1):
        column = 1
        for cell in cells:
            while (number, column) in grid:
                column += 1
            width = cell.column_span if table.spans_known else 1
            height = cell.row_span if table.spans_known else 1
            for row in range(number, number + min(height, len(table.rows) - number + 1)):
                grid.update({(row, k): cell.text.text for k in range(column, column + min(width, _MOST_COLUMNS))})
            column += width
    return grid


def _rows_of_grid(path: Path, grid: _Grid, place: str) -> Iterator[Row]:
    """Rows in order, with a blank one where the numbers skip; columns without any text are left out."""
    columns = {column: at for at, column in enumerate(sorted({column for _, column in grid}))}
    if len(columns) > _MOST_COLUMNS:
        raise UnreadableFileError(f"{path}：表格有 {len(columns)} 列，不像坐标表；请只留坐标表")
    cells: dict[int, list[str]] = {}
    for (row, column), text in grid.items():
        cells.setdefault(row, [""] * len(columns))[columns[column]] = clean(text)
    last = 0
    for row in sorted(cells):
        if row > last + 1:
            yield Row("", ())
        yield Row(place.format(row), tuple(cells[row]))
        last = row
