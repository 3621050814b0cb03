"""Averages of a column, and shares of its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kuanggui.checks.audit.equations import WORDED, Equation, Kind, Relation, around, fit_of, half_place
from kuanggui.checks.audit.formulas import Reading, ratio
from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.table_words import bare, table_words
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.checks.audit.tracks import Track, column_tracks, row_tracks
from kuanggui.findings.evidence import plain

# So many shares must agree.
LEAST = 2


def average_rows(grid: Grid) -> Iterator[Relation]:
    """A row called 年均 or 平均 is the total of the rows in front of it, or their sum, by their number."""
    for row in range(len(grid.rows)):
        if any(table_words().average.fullmatch(bare(label)) for label in grid.labels(row)):
            parts = [r for r in range(row) if grid.is_plain(r) and not total_rank(grid, r)]
            total = next((r for r in range(row - 1, -1, -1) if total_rank(grid, r)), None)
            found = (_average(grid, row, total, parts, column) for column in grid.figure_columns)
            relation = Relation(grid, Kind.AVERAGE, tuple(e for e in found if e), grid.label(row))
            if relation.held and relation.share >= WORDED:
                yield relation


def _average(grid: Grid, row: int, total: int | None, parts: Sequence[int], column: int) -> Equation | None:
    result = grid.rows[row][column]
    figures = [e for r in parts if (e := grid.rows[r][column]).is_figure]
    terms = figures if total is None else [grid.rows[total][column]]
    if not result.is_figure or len(figures) < LEAST or not all(e.is_figure for e in terms):
        return None
    number = Decimal(len(figures))
    computed = sum((e.value for e in terms), Decimal(0)) / number
    slack = half_place(result) + sum((half_place(e) for e in terms), Decimal(0)) / number
    exact = half_place(result) or Decimal(1) / 2
    fit = fit_of(computed - result.value, exact, slack, slack)
    shown = round(computed, result.decimals)
    top = " + ".join(plain(e.value) for e in terms)
    text = f"{top if len(terms) == 1 else f'({top})'} ÷ {number} = {plain(shown)}"
    mends = {(result.row, result.column): around(computed, slack)}
    if total is not None:
        mends[terms[0].row, terms[0].column] = around(result.value * number, slack * number)
    differs = "" if fit else f" ≠ {plain(result.value)}"
    return Equation(Kind.AVERAGE, result, tuple(terms), shown, fit, text + differs, mends)


def shares(grid: Grid) -> Iterator[Relation]:
    """Shares of the total of another column or row, or of where it ends if it adds up as it goes."""
    for tracks in (column_tracks(grid), row_tracks(grid)):
        for target in tracks:
            if target.calculation == "ratio":
                found = [_shares(grid, target, other, whole) for other in tracks for whole in _wholes(target, other)]
                good = [r for r in found if r.held >= LEAST and r.share >= WORDED and _says_something(r)]
                if good:
                    yield max(good, key=lambda r: (r.held, r.share))


def _wholes(target: Track, other: Track) -> Iterator[Entry]:
    """What shares may be shares of: the total, the last figure, the first."""
    if other is target or other.calculation == "ratio":
        return
    totals = [e for e, total in zip(other.entries, other.totals, strict=True) if total and e.is_figure]
    yield from dict.fromkeys([*totals, *[e for e in (*other.entries[-1:], *other.entries[:1]) if e.is_figure]])


def _shares(grid: Grid, target: Track, other: Track, whole: Entry) -> Relation:
    fixed = Track(other.label, (whole,) * len(other.entries), other.totals)
    reading = Reading(ratio(2), target, other, fixed)
    found = (reading.equation(position) for position in range(len(target.entries)))
    equations = tuple(replace(e, kind=Kind.SHARE) for e in found if e)
    return Relation(grid, Kind.SHARE, equations, target.label)


def _says_something(relation: Relation) -> bool:
    """Whether two shares that agree are not simply 100."""
    return sum(bool(e.fit) and e.terms[0] is not e.terms[1] for e in relation.equations) >= LEAST
