"""What the columns of a table hold, learned from rows whose cells are already in their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kuanggui.ingest.boxes.cell_types import CellType, cell_type, has_figures
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words

_SHORTEST_SERIES = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """Per column the share of each type among the cells that begin there, and per boundary the share of rows that have it.

    `edges[c]` is the boundary in front of column c; `serial` are the columns that only count the rows.
    """

    shares: tuple[dict[CellType, float], ...]
    edges: tuple[float, ...]
    serial: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.shares)

    def main_type(self, column: int) -> CellType:
        """The most frequent type of a column; EMPTY where nothing is known."""
        shares = self.shares[column]
        return max(shares, key=lambda kind: shares[kind]) if shares else CellType.EMPTY

    def is_number(self, column: int) -> bool:
        """Whether a column holds figures."""
        return self.main_type(column) is CellType.NUMBER


def holds_header_words(row: GridRow) -> bool:
    """Whether a row has no figures, and two cells or more announce what stands below them, one of them figures."""
    if has_figures(row.values):
        return False
    kinds = [kind for cell in row.filled if (kind := table_words().header_type(cell.value)) is not None]
    return len(kinds) > 1 and CellType.NUMBER in kinds


def learn(rows: Sequence[GridRow], width: int) -> Profile:
    """The profile of rows that are on the grid; header words in the middle of a table say nothing about its cells."""
    rows = [row for row in rows if not holds_header_words(row)] or rows
    types: list[Counter[CellType]] = [Counter() for _ in range(width)]
    edges = [0] * width
    for row in rows:
        for cell in row.cells:
            edges[cell.start] += 1
            if cell.type is not CellType.EMPTY:
                types[cell.start][cell.type] += 1
    shares = tuple({kind: count / counter.total() for kind, count in counter.items()} for counter in types)
    profile = Profile(shares, tuple(count / max(1, len(rows)) for count in edges))
    return replace(profile, serial=frozenset(_serial_columns(rows, profile)))


def _serial_columns(rows: Sequence[GridRow], profile: Profile) -> Iterator[int]:
    """Columns of 1, 2, 3 … in front of words, with no other figures further left."""
    for column in range(profile.width - 1):
        if profile.is_number(column):
            values = [cell.value for row in rows for cell in row.cells if cell.start == column and cell.value]
            if profile.main_type(column + 1) is not CellType.TEXT or not _counts(values):
                return
            yield column


def _counts(values: Sequence[str]) -> bool:
    """Whether figures go up by one from 1, or begin anew; other words between them do not matter."""
    figures = [value for value in values if cell_type(value) is CellType.NUMBER]
    if len(figures) < _SHORTEST_SERIES or not all(figure.isdecimal() for figure in figures):
        return False
    numbers = [0, *map(int, figures)]
    return all(number in (1, before + 1) for before, number in pairwise(numbers))
