"""Rows and columns of figures side by side, so that one can be calculated from others position by position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kuanggui.checks.audit.equations import usual_places
from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.table_words import table_words
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.model.box import RowRole


@dataclass(frozen=True)
class Track:
    """A column or row of figures: its label and its entries; `totals` marks the positions that are totals."""

    label: str
    entries: tuple[Entry, ...]
    totals: tuple[bool, ...]

    @cached_property
    def calculation(self) -> str:
        """What the label says, empty where it says nothing."""
        return table_words().calculation(self.label)

    @cached_property
    def places(self) -> int:
        """How many places its figures usually have."""
        return usual_places(self.entries)

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """Its figures for a first rough search, None where there is none."""
        return tuple(float(e.value) if e.is_figure and len(e.components) == 1 else None for e in self.entries)

    @cached_property
    def known(self) -> int:
        """How many figures it has for a rough search."""
        return sum(value is not None for value in self.values)


def column_tracks(grid: Grid) -> tuple[Track, ...]:
    """The columns of figures under the header of the table."""
    rows = [r for r in range(len(grid.rows)) if grid.is_plain(r)]
    totals = tuple(bool(total_rank(grid, r)) for r in rows)
    return tuple(Track(grid.header(c), tuple(grid.rows[r][c] for r in rows), totals) for c in grid.figure_columns)


def row_tracks(grid: Grid) -> tuple[Track, ...]:
    """The rows of a table whose columns are years or otherwise alike."""
    return tuple(_row_tracks(grid)) if len(grid.figure_columns) > 1 else ()


def _row_tracks(grid: Grid) -> Iterator[Track]:
    totals = tuple(bool(table_words().total_rank(grid.header(c))) for c in grid.figure_columns)
    for index, row in enumerate(grid.rows):
        if grid.role(index) in {RowRole.DATA, RowRole.TOTAL}:
            yield Track(" ".join(grid.labels(index)), tuple(row[c] for c in grid.figure_columns), totals)
