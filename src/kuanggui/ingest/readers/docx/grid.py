"""The grid of a Word table: where each cell begins and how far its merges reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kuanggui.ingest.readers.docx.wml import W, content, is_on, number, value
from kuanggui.ingest.readers.markup import Element

_WIDEST = 512  # Word's own limit is 63 columns; what claims more is damaged


@dataclass(slots=True)
class GridCell:
    """A cell of the grid with its extent; `element` is None where a row is indented or ends early."""

    column: int
    column_span: int
    element: Element | None
    row_span: int = 1


@dataclass(slots=True)
class Grid:
    """Rows of the cells that begin in them, and how many of the first rows Word repeats on every page."""

    rows: list[list[GridCell]] = field(default_factory=list)
    header_rows: int = 0


def read_grid(table: Element) -> Grid:
    """The grid of a table in its final state: rows and cells deleted in a revision, and hidden rows, are left out."""
    grid = Grid()
    merges: dict[int, GridCell] = {}
    for row in content(table):
        if row.tag == W + "tr" and not _is_dropped(row):
            cells, merges = _row_cells(row, merges)
            grid.rows.append(cells)
            if is_on(row.find(W + "trPr"), "tblHeader") and grid.header_rows == len(grid.rows) - 1:
                grid.header_rows += 1
    _fill_short_rows(grid)
    return grid


def _is_dropped(row: Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and (properties.find(W + "del") is not None or bool(is_on(properties, "hidden")))


def _row_cells(row: Element, above: dict[int, GridCell]) -> tuple[list[GridCell], dict[int, GridCell]]:
    """The cells that begin in a row, and the vertical merges that may go on in the next one, by column."""
    cells: list[GridCell] = []
    merges: dict[int, GridCell] = {}
    for cell, vertical in _placed(row):
        begun = above.get(cell.column)
        if vertical == "continue" and begun is not None and begun.column_span == cell.column_span:
            begun.row_span += 1
            merges[cell.column] = begun
            continue
        if vertical is not None:
            merges[cell.column] = cell
        cells.append(cell)
    return cells, merges


def _placed(row: Element) -> Iterator[tuple[GridCell, str | None]]:
    """The cells of a row at their columns, with their vertical merge: restart, continue or None."""
    column = 0
    for cell in (*_indent(row), *_horizontal(row)):
        cell.column = column
        column += cell.column_span
        yield cell, _vertical(cell.element)


def _indent(row: Element) -> Iterator[GridCell]:
    width = min(number(row.find(W + "trPr"), "gridBefore"), _WIDEST)
    if width > 0:
        yield GridCell(0, width, None)


def _horizontal(row: Element) -> Iterator[GridCell]:
    """The cells of a row, those of an old-style horizontal merge (`w:hMerge`) taken as one."""
    merged: GridCell | None = None
    for element in content(row):
        if element.tag != W + "tc" or element.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        properties = element.find(W + "tcPr")
        span = min(max(1, number(properties, "gridSpan", 1)), _WIDEST)
        horizontal = _merge(properties, "hMerge")
        if horizontal == "continue" and merged is not None:
            merged.column_span += span
            continue
        if merged is not None:
            yield merged
        merged = GridCell(0, span, element)
    if merged is not None:
        yield merged


def _vertical(cell: Element | None) -> str | None:
    return None if cell is None else _merge(cell.find(W + "tcPr"), "vMerge")


def _merge(properties: Element | None, name: str) -> str | None:
    """A merge mark, which means `continue` where it says nothing."""
    if properties is None or properties.find(W + name) is None:
        return None
    return value(properties, name) or "continue"


def _fill_short_rows(grid: Grid) -> None:
    """Make every row as wide as the widest, so that rows and columns can be told from the spans alone."""
    ends = [0] * len(grid.rows)
    for index, row in enumerate(grid.rows):
        for cell in row:
            for covered in range(index, index + cell.row_span):
                ends[covered] = max(ends[covered], cell.column + cell.column_span)
    width = max(ends, default=0)
    for row, end in zip(grid.rows, ends, strict=True):
        if end < width:
            row.append(GridCell(end, width - end, None))
