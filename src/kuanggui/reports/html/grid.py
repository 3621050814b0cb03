"""Boxes and tables as rows of page cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kuanggui.model.box import Box, BoxRow, Fill
from kuanggui.model.document import Table
from kuanggui.reports.html.marks import Marks


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell with its text as markup and its extent."""

    text: Markup
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row with what it is (data, total, group …)."""

    role: str
    cells: tuple[PageCell, ...]


def box_rows(rows: Sequence[BoxRow], marks: Marks) -> tuple[PageRow, ...]:
    """The rows of a box on its grid, merged cells drawn as one."""
    return tuple(PageRow(row.role.value, tuple(_cells(rows, index, marks))) for index, row in enumerate(rows))


def _cells(rows: Sequence[BoxRow], index: int, marks: Marks) -> Iterator[PageCell]:
    for column, cell in enumerate(rows[index].cells):
        if cell.fill is Fill.NONE:
            yield PageCell(marks.on(cell.text), _wide(rows[index], column), _high(rows, index, column))
        elif index == 0 and cell.fill is Fill.DOWN:
            yield PageCell(Markup(""))  # nothing above it to belong to


def _wide(row: BoxRow, column: int) -> int:
    end = column + 1
    while end < len(row.cells) and row.cells[end].fill is Fill.RIGHT:
        end += 1
    return end - column


def _high(rows: Sequence[BoxRow], index: int, column: int) -> int:
    end = index + 1
    while end < len(rows) and column < len(rows[end].cells) and rows[end].cells[column].fill is Fill.DOWN:
        end += 1
    return end - index


def table_rows(table: Table, marks: Marks) -> tuple[PageRow, ...]:
    """The rows of a table that is no box, as its source has them."""
    rows = []
    for row in table.rows:
        cells = [
            PageCell(
                _with_inner(cell.text.text and marks.on(cell.text), cell.tables, marks), cell.column_span, cell.row_span
            )
            for cell in row
        ]
        rows.append(PageRow("data", tuple(cells)))
    return tuple(rows)


def _with_inner(text: Markup | str, inner: Sequence[Table], marks: Marks) -> Markup:
    parts = [Markup("") + text]
    for table in inner:
        for row in table.rows:
            parts.append(Markup(" | ").join(marks.on(cell.text) for cell in row))
    return Markup("<br>").join(parts)


def box_lines(box: Box) -> set[tuple[int | None, int]]:
    """The source lines that the caption, cells, notes and items of a box stand in."""
    texts = [box.caption] if box.caption else []
    texts += [raw for row in (*box.header, *box.rows) for raw in row.raw]
    texts += [cell.text for row in (*box.header, *box.rows) for cell in row.cells]
    return {(segment.page, segment.line) for text in (*texts, *box.notes, *box.items) for segment in text.segments}
