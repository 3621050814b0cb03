"""A worksheet cut into tables and lines of text at its blank rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.xlsx.workbook import Position, Range, Sheet
from kuanggui.model.document import Block, Cell, Paragraph, Table
from kuanggui.model.located import LocatedText

_Rows = dict[int, dict[int, str]]
_Spans = dict[Position, tuple[int, int]]


class SheetCutter:
    """Cuts sheets into blocks; the grid cells of all of them together stay within the limits."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self._path = path
        self._left = limits.cells

    def blocks(self, sheet: Sheet, number: int) -> Iterator[Block]:
        """Rows without a gap are a table; where each of them holds one cell only they are paragraphs.

        A line is a row of the sheet, a page the sheet by its `number`; offsets count in the cells of a row joined by tabs.
        """
        rows = _by_row(sheet)
        groups = _row_groups(sheet, rows)
        for group, merges in zip(groups, _merges_by_group(sheet.merges, groups), strict=True):
            if all(len(rows.get(row, {})) == 1 for row in group):
                yield from (
                    Paragraph(LocatedText.from_line(text, row, page=number))
                    for row in group
                    for text in rows[row].values()
                )
            else:
                yield self._table(sheet, number, rows, group, merges)

    def _table(self, sheet: Sheet, number: int, rows: _Rows, group: range, merges: list[Range]) -> Table:
        columns = [column for row in group for column in rows.get(row, ())]
        width = range(min(columns), max(columns) + 1)
        self._spend(sheet, len(group) * len(width))
        spans, covered = self._spans(sheet, merges, group, width)
        grid = tuple(tuple(_row((number, row), rows.get(row, {}), width, spans, covered)) for row in group)
        return Table(grid, spans_known=True, name=sheet.name, line_start=group[0], line_end=group[-1])

    def _spans(self, sheet: Sheet, merges: list[Range], group: range, width: range) -> tuple[_Spans, set[Position]]:
        """How far the merged cells reach, and what they cover; a merge that overlaps an earlier one is passed over."""
        spans: _Spans = {}
        covered: set[Position] = set()
        for top, left, bottom, right in merges:
            area = [
                (row, column)
                for row in range(top, min(bottom, group[-1]) + 1)
                for column in range(max(left, width[0]), min(right, width[-1]) + 1)
            ]
            self._spend(sheet, len(area))
            if area and left in width and covered.isdisjoint(area):
                covered.update(area)
                spans[area[0]] = (area[-1][0] - area[0][0] + 1, area[-1][1] - area[0][1] + 1)
        return spans, covered.difference(spans)

    def _spend(self, sheet: Sheet, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise UnreadableFileError(
                f"{self._path}：工作表“{sheet.name}”的内容散布过广或合并单元格过大；请删去表外的内容后再读"
            )


def _by_row(sheet: Sheet) -> _Rows:
    rows: _Rows = {}
    for (row, column), text in sheet.cells.items():
        rows.setdefault(row, {})[column] = text
    return rows


def _row_groups(sheet: Sheet, rows: _Rows) -> list[range]:
    """Runs of rows that show something; a merged cell with text shows it in all of its rows."""
    reach = {row: row for row in rows}
    last = max(rows, default=0)
    for top, left, bottom, _ in sheet.merges:
        if (top, left) in sheet.cells:
            reach[top] = max(reach[top], min(bottom, last))
    groups: list[range] = []
    for row in sorted(reach):
        if groups and row <= groups[-1].stop:
            groups[-1] = range(groups[-1].start, max(groups[-1].stop, reach[row] + 1))
        else:
            groups.append(range(row, reach[row] + 1))
    return groups


def _merges_by_group(merges: Iterable[Range], groups: list[range]) -> list[list[Range]]:
    """The merges that begin in each group of rows."""
    starts = [group.start for group in groups]
    found: list[list[Range]] = [[] for _ in groups]
    for merge in merges:
        index = bisect_right(starts, merge[0]) - 1
        if index >= 0 and merge[0] in groups[index]:
            found[index].append(merge)
    return found


def _row(
    at: tuple[int, int], shown: dict[int, str], width: range, spans: _Spans, covered: set[Position]
) -> Iterator[Cell]:
    page, row = at
    offset = 0
    for column in width:
        text = shown.get(column, "")
        if (row, column) not in covered:
            yield Cell(LocatedText.from_line(text, row, offset, page), *spans.get((row, column), (1, 1)))
        offset += len(text) + 1
