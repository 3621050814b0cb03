"""Columns and rows that are calculated from two others: found by their words, or by what nearly all positions obey."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.chance import odds_of
from kuanggui.checks.audit.equations import LEARNED, LEARNED_ROWS, WORDED, Kind, Relation
from kuanggui.checks.audit.formulas import Formula, Reading, compound, difference, growth, product, ratio
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.audit.tracks import Track, column_tracks, row_tracks

# How unlikely agreement by chance must be, as a power of ten, beyond the number of explanations tried: with words for it, and without.
WORDED_ODDS = 2.0
LEARNED_ODDS = 6.0

# What a label that says how it is calculated leaves to try, and what one that says nothing does.
_BY_WORDS: dict[str, tuple[Formula, ...]] = {
    "compound": tuple(compound(years) for years in (5, 4, 3, 10, 2, 6)),
    "growth": (growth(), difference(), ratio(2)),
    "difference": (difference(),),
    "ratio": (ratio(2), ratio(0)),
    "average": tuple(ratio(scale) for scale in range(-4, 5)),
}
_UNSAID = (difference(), ratio(0), ratio(2), *(product(scale) for scale in range(-4, 5)))


def calculated_columns(grid: Grid) -> Iterator[Relation]:
    """The best explanation of each column by two others."""
    yield from _explained(grid, column_tracks(grid), said_only=False)


def calculated_rows(grid: Grid) -> Iterator[Relation]:
    """The best explanation of each row that says it is calculated."""
    yield from _explained(grid, row_tracks(grid), said_only=True)


@dataclass(frozen=True, slots=True)
class _Demand:
    """What an explanation must come up to: positions that hold, their share, and the odds against chance."""

    worded: bool

    @property
    def share(self) -> float:
        return float(WORDED if self.worded else LEARNED)

    @property
    def least(self) -> int:
        return 2 if self.worded else LEARNED_ROWS - 1

    @property
    def odds(self) -> float:
        return WORDED_ODDS if self.worded else LEARNED_ODDS


def _explained(grid: Grid, tracks: Sequence[Track], *, said_only: bool) -> Iterator[Relation]:
    """The likeliest explanation of each track: those first that say how they are calculated, then from the last, where results stand."""
    backwards = tracks[::-1]
    for target in sorted(backwards, key=lambda track: track.calculation not in _BY_WORDS):
        said = _BY_WORDS.get(target.calculation, ())
        if said_only and not said:
            continue
        demand = _Demand(worded=bool(said))
        readings = [r for formula in said or _UNSAID for r in _near(tracks, target, formula, demand)]
        relations = [(r, odds_of(r)) for reading in readings if (r := _relation(grid, reading, demand))]
        wanted = demand.odds + math.log10(max(1, len(said or _UNSAID) * len(tracks) ** 2))
        good = [(r, odds) for r, odds in relations if odds >= wanted and _comes_up_to(r, demand)]
        if good:
            yield max(good, key=lambda pair: pair[1])[0]


def _comes_up_to(relation: Relation, demand: _Demand) -> bool:
    return relation.held >= demand.least and float(relation.share) >= demand.share


def _near(tracks: Sequence[Track], target: Track, formula: Formula, demand: _Demand) -> Iterator[Reading]:
    """The pairs of tracks that give the target or come near in enough positions."""
    others = [t for t in tracks if t is not target and t.known >= demand.least]
    if len(others) < 2 or target.known < demand.least:
        return
    aims = [
        (position, value, max(0.02 * abs(value) + 0.6 * 10.0**-target.places, 0.6))
        for position, value in enumerate(target.values)
        if value is not None
    ]
    for number, one in enumerate(others):
        for other in others[number + 1 :] if formula.kind is Kind.PRODUCT else others:
            if one is not other and _fits(one.values, other.values, aims, formula, demand):
                yield Reading(formula, target, one, other)


_Values = tuple[float | None, ...]


def _fits(
    one: _Values, other: _Values, aims: Sequence[tuple[int, float, float]], formula: Formula, demand: _Demand
) -> bool:
    """Whether the formula comes near the aims (position, value, how near) often enough; given up as soon as it cannot any more."""
    told = missed = 0
    endurable = len(aims) * (1 - demand.share)
    for position, value, slack in aims:
        a, b = one[position], other[position]
        if a is None or b is None or (formula.needs_positive and (a <= 0 or b <= 0)):
            continue
        told += 1
        if abs(formula.rough(a, b) - value) > slack:
            missed += 1
            if missed > endurable:
                return False
    return told - missed >= max(demand.least, math.ceil(told * demand.share))


def _relation(grid: Grid, reading: Reading, demand: _Demand) -> Relation | None:
    found = (reading.equation(position) for position in range(len(reading.target.entries)))
    equations = tuple(e for e in found if e)
    words = reading.target.label if demand.worded else ""
    return Relation(grid, reading.formula.kind, equations, words) if equations else None
