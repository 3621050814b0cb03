"""Putting the cells of ragged rows into columns.

A text export loses how many columns a cell covers, so that rows have fewer cells than the table has columns. Each row is laid on the
grid so that its cells begin in columns of their type, label cells stretch rather than figures, and merged-away cells stand below the
cell they continue: a shortest path over (cell, column), solved by dynamic programming.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kuanggui.ingest.boxes.cell_types import CellType
from kuanggui.ingest.boxes.profile import Profile, learn
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words

Extents = tuple[tuple[int, int], ...]

# Weights of the path. Only their order matters: a cell in a column of another type is worse than any stretch, a figure over a label
# column is worse than a label over a label column, and of two equal ways the one that stretches the later label wins.
MISMATCH = 3.0
UNKNOWN = 0.0
STRETCH = {
    CellType.TEXT: 0.4,
    CellType.TOTAL: 0.4,
    CellType.EMPTY: 0.6,
    CellType.NUMBER: 0.6,
    CellType.SERIAL: 0.6,
    CellType.UNIT: 1.0,
    CellType.BASIS: 1.0,
}
# What a cell counts as where only the types of columns are known.
PLAIN = {CellType.SERIAL: CellType.NUMBER, CellType.TOTAL: CellType.TEXT}
COVER = {
    (CellType.TEXT, CellType.NUMBER): 1.5,
    (CellType.TEXT, CellType.UNIT): 1.0,
    (CellType.NUMBER, CellType.TEXT): 2.0,
    (CellType.NUMBER, CellType.UNIT): 2.0,
    (CellType.NUMBER, CellType.BASIS): 2.0,
}
CROSSING = 1.0
NOT_BELOW = 0.8
EARLY = 0.05

# Beyond this a table is no page of a plan but an attack or an accident; its rows are then laid out from the left.
WIDEST_SLACK = 40


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs per type and column: `begin[type][c]` of a cell that begins in c, `cover[type][c]` of covering all columns before c."""

    begin: Mapping[CellType | None, Sequence[float]]
    cover: Mapping[CellType | None, Sequence[float]]
    stretch: Mapping[CellType | None, float]
    width: int


def align_body(rows: Sequence[GridRow], width: int) -> list[GridRow]:
    """Body rows on a grid of `width` columns, bands over all of it."""
    full = [_placed_in_order(row) for row in rows if len(row.cells) == width]
    placed = _align_all(rows, learn(full, width))
    return _align_all(rows, learn([row for row in placed if not row.is_band()], width))


def _placed_in_order(row: GridRow) -> GridRow:
    return row.placed(tuple((column, 1) for column in range(len(row.cells))))


def _align_all(rows: Sequence[GridRow], profile: Profile) -> list[GridRow]:
    costs = body_costs(profile)
    above: Mapping[int, int] = {}
    placed: list[GridRow] = []
    for row in rows:
        extents = align_row([_kind(cell.value, cell.type, len(rows)) for cell in row.cells], costs, above)
        placed.append(row.placed(extents))
        if not row.is_band():
            above = dict(extents)
    return placed


def _kind(value: str, kind: CellType, rows: int) -> CellType:
    """The type of a cell, with a closer look at figures that could count the rows and at words for sums."""
    if kind is CellType.NUMBER and value.isdecimal() and int(value) <= rows:
        return CellType.SERIAL
    return CellType.TOTAL if kind is CellType.TEXT and table_words().is_total(value) else kind


def body_costs(profile: Profile) -> Costs:
    """What it costs to put a cell of each type into each column."""
    columns = range(profile.width)
    begin: dict[CellType | None, list[float]] = {kind: _begin(kind, profile) for kind in CellType}
    cover: dict[CellType | None, list[float]] = {
        kind: [0.0, *accumulate(_covering(kind, profile, column) for column in columns)] for kind in CellType
    }
    stretch: dict[CellType | None, float] = {kind: STRETCH[kind] for kind in CellType}
    return Costs(begin, cover, stretch, profile.width)


def _begin(kind: CellType, profile: Profile) -> list[float]:
    if kind is CellType.EMPTY:
        return [0.0] * profile.width
    return [_begin_in(kind, column, profile) for column in range(profile.width)]


def _begin_in(kind: CellType, column: int, profile: Profile) -> float:
    """A serial column takes numbers that count, and words for sums that stand in place of one; no other figures."""
    if column in profile.serial and kind in {CellType.NUMBER, CellType.TOTAL}:
        return MISMATCH if kind is CellType.NUMBER else 0.0
    shares = profile.shares[column]
    return MISMATCH * (1 - shares.get(PLAIN.get(kind, kind), 0.0)) if shares else UNKNOWN


def _covering(kind: CellType, profile: Profile, column: int) -> float:
    plain = PLAIN.get(kind, kind)
    shares = {} if column in profile.serial else profile.shares[column]
    types = sum(COVER.get((plain, other), 0.0) * share for other, share in shares.items())
    return types + CROSSING * profile.edges[column] + EARLY * (profile.width - column)


def align_row(types: Sequence[CellType | None], costs: Costs, above: Mapping[int, int]) -> Extents:
    """The cheapest (start, span) of every cell; `above` gives start → span of the row above, below which empty cells belong."""
    count, slack = len(types), costs.width - len(types)
    if slack <= 0:
        return tuple((column, 1) for column in range(count))
    if slack > WIDEST_SLACK:
        return (*((column, 1) for column in range(count - 1)), (count - 1, slack + 1))
    best = [0.0] + [math.inf] * slack
    starts: list[list[int]] = []
    for index, kind in enumerate(types):
        best, chosen = _extend(kind, index, best, costs, above)
        starts.append(chosen)
    return _trace(starts, slack)


def _extend(
    kind: CellType | None, index: int, best: Sequence[float], costs: Costs, above: Mapping[int, int]
) -> tuple[list[float], list[int]]:
    """Add one cell: for each shift of its end against an unstretched row, the best cost and the shift it began with."""
    extended, chosen = [], []
    for end_shift in range(len(best)):
        options = [
            (best[shift] + _cell_cost(kind, index + shift, index + end_shift + 1, costs, above), shift)
            for shift in range(end_shift + 1)
        ]
        cost, shift = min(options)
        extended.append(cost)
        chosen.append(shift)
    return extended, chosen


def _cell_cost(kind: CellType | None, start: int, end: int, costs: Costs, above: Mapping[int, int]) -> float:
    if kind is CellType.EMPTY:
        if above.get(start) == end - start:
            return 0.0
        lost = NOT_BELOW if above else 0.0
    else:
        lost = 0.0
    cost = costs.begin[kind][start] + lost
    if end - start > 1:
        cost += costs.stretch[kind] * (end - start - 1) + costs.cover[kind][end] - costs.cover[kind][start + 1]
    return cost


def _trace(starts: Sequence[Sequence[int]], slack: int) -> Extents:
    extents: list[tuple[int, int]] = []
    shift = slack
    for index in range(len(starts) - 1, -1, -1):
        begin = starts[index][shift]
        extents.append((index + begin, shift - begin + 1))
        shift = begin
    return tuple(reversed(extents))
