"""Ruled tables of a page: their grid, their merged cells, and the text in each cell."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table

from kuanggui.ingest.readers.pdf.layout import PageCell, PageTable
from kuanggui.ingest.readers.pdf.lines import Char, read_lines
from kuanggui.ingest.readers.pdf.rules import missing_sides

Box = tuple[float, float, float, float]  # left, top, right, bottom

_SAME_EDGE = 3.0
_MOST_EDGES = 20_000  # a page of tables has some thousand; more are a drawing


def is_crowded(page: Page) -> bool:
    """Whether a page has so many lines that it is a drawing, in which nobody should look for tables."""
    return len(page.edges) > _MOST_EDGES


def find_tables(page: Page) -> list[Table]:
    """The ruled tables of a page, those open at their sides included."""
    return list(page.find_tables({"explicit_vertical_lines": missing_sides(page.edges)}))


def read_table(table: Table, chars: list[Char]) -> tuple[PageTable | None, list[Char]]:
    """A table with the text of the characters that stand in its cells, and the characters that do not; None without any text."""
    boxes = [tuple(map(float, cell)) for cell in table.cells]
    inside: dict[Box, list[Char]] = {}
    outside: list[Char] = []
    for char in chars:
        box = _box_of(char, boxes)
        if box is None:
            outside.append(char)
        else:
            inside.setdefault(box, []).append(char)
    if not any(char["text"].strip() for found in inside.values() for char in found):
        return None, chars
    return _grid(boxes, inside), outside


def _box_of(char: Char, boxes: list[Any]) -> Box | None:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return next((box for box in boxes if box[0] <= x < box[2] and box[1] <= y < box[3]), None)


def _grid(boxes: list[Any], inside: dict[Box, list[Char]]) -> PageTable:
    columns = _edges([x for box in boxes for x in (box[0], box[2])])
    rows = _edges([y for box in boxes for y in (box[1], box[3])])
    cells: dict[tuple[int, int], PageCell] = {}
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        left, right = _index(columns, box[0]), _index(columns, box[2])
        top, bottom = _index(rows, box[1]), _index(rows, box[3])
        lines = tuple(read_lines(inside.get(box, ())))
        cells[top, left] = PageCell(top, left, max(1, bottom - top), max(1, right - left), lines, box[2] - box[0])
    return PageTable(
        rows[0], rows[-1], tuple(columns), len(rows) - 1, _with_holes_filled(cells, len(rows), len(columns))
    )


def _edges(values: list[float]) -> list[float]:
    """Grid lines: values closer than the tolerance are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return bisect_right(edges, value) - 1


def _with_holes_filled(cells: dict[tuple[int, int], PageCell], rows: int, columns: int) -> tuple[PageCell, ...]:
    """The cells in reading order, with an empty one wherever the rules leave the grid open."""
    covered = {
        (row, column)
        for cell in cells.values()
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    holes = [
        PageCell(row, column, 1, 1)
        for row in range(rows - 1)
        for column in range(columns - 1)
        if (row, column) not in covered
    ]
    return tuple(sorted([*cells.values(), *holes], key=lambda cell: (cell.row, cell.column)))
