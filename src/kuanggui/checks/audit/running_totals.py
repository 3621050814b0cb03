"""Rows and columns that add up as they go (累计): each figure is the one before and the figure of its own position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.equations import WORDED, Equation, Kind, Relation
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.audit.table_sums import sum_equation
from kuanggui.checks.audit.tracks import Track, column_tracks, row_tracks

# So many steps must agree.
LEAST = 2


def running_totals(grid: Grid) -> Iterator[Relation]:
    """Each 累计 row and column with the one that it adds up."""
    for tracks in (column_tracks(grid), row_tracks(grid)):
        for target in tracks:
            if target.calculation == "running":
                found = [_relation(grid, target, other) for other in tracks if other is not target]
                good = [r for r in found if r.held >= LEAST and r.share >= WORDED]
                if good:
                    yield max(good, key=lambda r: (r.held, r.share))


def _relation(grid: Grid, target: Track, other: Track) -> Relation:
    steps = (_step(target, other, position) for position in _positions(target))
    return Relation(grid, Kind.RUNNING, tuple(e for e in steps if e), target.label)


def _positions(track: Track) -> Sequence[int]:
    return [position for position, total in enumerate(track.totals) if not total]


def _step(target: Track, other: Track, position: int) -> Equation | None:
    before = [target.entries[position - 1]] if position else []
    return sum_equation(Kind.RUNNING, target.entries[position], [*before, other.entries[position]])
