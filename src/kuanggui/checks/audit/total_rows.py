"""Rows that are the total of other rows, found by their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from kuanggui.checks.audit.equations import Equation, Kind, Relation
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.audit.parts_choice import best_relation
from kuanggui.checks.audit.table_sums import sum_equation
from kuanggui.checks.audit.table_words import bare, table_words
from kuanggui.model.box import RowRole
from kuanggui.regulation import children, find_places


def total_rows(grid: Grid) -> Iterator[Relation]:
    """For each row that calls itself a total, how it agrees with the rows it is best explained by."""
    ranks = [total_rank(grid, row) for row in range(len(grid.rows))]
    for row, rank in enumerate(ranks):
        if rank and grid.role(row) is not RowRole.SUBHEADER:
            choices = [_relation(grid, row, parts) for parts in _candidates(grid, ranks, row)]
            if found := best_relation(choices):
                yield found
    yield from _headed_groups(grid, ranks)


def _headed_groups(grid: Grid, ranks: Sequence[int]) -> Iterator[Relation]:
    """Heads of groups (一、金属矿产) that carry the sum of their group."""
    heads = _heads(grid, [r for r in range(len(grid.rows)) if not ranks[r]])
    for head in heads:
        end = next((r for r in range(head + 1, len(grid.rows)) if r in heads or ranks[r]), len(grid.rows))
        parts = [r for r in range(head + 1, end) if grid.role(r) is RowRole.DATA]
        if parts and (found := best_relation([_relation(grid, head, parts)])):
            yield found


def _heads(grid: Grid, rows: Sequence[int]) -> list[int]:
    labels = {r: [e.text for e in grid.rows[r] if e.text and e.column not in grid.figure_columns] for r in rows}
    return [r for r, texts in labels.items() if any(table_words().is_group_head(text) for text in texts[:2])]


@lru_cache(maxsize=4096)
def total_rank(grid: Grid, row: int) -> int:
    """The rank of the total that a row calls itself, 0 for an ordinary row.

    The name of the whole area makes a total only as the first words of a row: further on it may say where something is.
    """
    words = table_words()
    own = [e.text for e in grid.rows[row] if e.column not in grid.figure_columns and e.text and grid.is_own(e)]
    totals = [words.total_rank(label) for label in own if not words.is_whole_area(label)]
    return max([*totals, *(words.total_rank(label) for label in own[:1])], default=0)


def _candidates(grid: Grid, ranks: Sequence[int], row: int) -> list[tuple[int, ...]]:
    """Sets of rows that may be the parts: its group, those since the last total or up to the next, all rows, the lower totals."""
    first, last = _segment(grid, row)
    ordinary = [r for r in range(first, last) if not ranks[r] and grid.role(r) is RowRole.DATA]
    below = next((r for r in range(row + 1, last) if ranks[r]), last)
    above = next((r for r in range(row - 1, first - 1, -1) if ranks[r]), first - 1)
    lower = [r for r in range(first, last) if 0 < ranks[r] < ranks[row]]
    heads = _heads(grid, ordinary)
    parted = [r for r in ordinary if not any(table_words().of_which.fullmatch(bare(x)) for x in grid.labels(r))]
    found = [
        *([tuple(heads), tuple(r for r in ordinary if r not in heads)] if heads else []),
        *([tuple(parted)] if len(parted) < len(ordinary) else []),
        tuple(r for r in ordinary if _group(grid, r) == _group(grid, row) != ""),
        tuple(r for r in ordinary if above < r < row),
        _group_above(grid, [r for r in ordinary if above < r < row]),
        tuple(ordinary),
        tuple(lower),
        tuple(r for r in ordinary if row < r < below),
        tuple(r for r in lower if r < row),
        tuple(r for r in range(first, last) if r != row and _is_top(ranks, r, row)),
    ]
    return [parts for parts in dict.fromkeys(found) if parts]


def _group_above(grid: Grid, rows: Sequence[int]) -> tuple[int, ...]:
    """Of the rows above a total those of one group with the last of them, if there are two or more."""
    same = tuple(r for r in rows if _group(grid, r) == _group(grid, rows[-1]) != "")
    return same if len(same) > 1 else ()


def _is_top(ranks: Sequence[int], row: int, total: int) -> bool:
    """Lower totals and the ordinary rows that stand in front of the first of them."""
    lower = [r for r, rank in enumerate(ranks) if 0 < rank < ranks[total]]
    return row in lower or (not ranks[row] and bool(lower) and row < lower[0])


def _segment(grid: Grid, row: int) -> tuple[int, int]:
    """The rows around a row between header words in the middle of the table."""
    breaks = [r for r in range(len(grid.rows)) if grid.role(r) is RowRole.SUBHEADER]
    first = max((r + 1 for r in breaks if r < row), default=0)
    return first, min((r for r in breaks if r > row), default=len(grid.rows))


def _group(grid: Grid, row: int) -> str:
    return grid.rows[row][0].text if 0 not in grid.figure_columns else ""


def _relation(grid: Grid, row: int, parts: Sequence[int]) -> Relation:
    columns = [c for c in grid.figure_columns if table_words().is_added(grid.header_at(row, c))]
    found = (_equation(grid, row, column, parts) for column in columns)
    plain = any(table_words().is_plain_total(label) for label in grid.labels(row)) or _is_whole_of(grid, row, parts)
    return Relation(grid, Kind.TOTAL_ROW, tuple(e for e in found if e), grid.label(row), grid.overlaps, plain)


def _is_whole_of(grid: Grid, row: int, parts: Sequence[int]) -> bool:
    """Whether a row is about the whole area and the parts name every county of it."""
    if grid.home is None or not any(table_words().is_whole_area(label) for label in grid.labels(row)):
        return False
    named = {m.division.code for part in parts for label in grid.labels(part) for m in find_places(label, grid.home)}
    counties = {entry.code for entry in children(grid.home, as_of=date.max)}
    return bool(counties) and counties <= named


def _equation(grid: Grid, row: int, column: int, parts: Sequence[int]) -> Equation | None:
    return sum_equation(Kind.TOTAL_ROW, grid.rows[row][column], [grid.rows[r][column] for r in parts])
