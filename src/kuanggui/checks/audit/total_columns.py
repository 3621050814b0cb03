"""Columns that are the total of other columns, found by their header words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.equations import Equation, Kind, Relation
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.audit.parts_choice import best_relation
from kuanggui.checks.audit.table_sums import sum_equation
from kuanggui.checks.audit.table_words import bare, table_words


def total_columns(grid: Grid) -> Iterator[Relation]:
    """For each column that calls itself a total, how it agrees with the columns it is best explained by."""
    for column in grid.figure_columns:
        if words := _total_words(grid, column):
            choices = [_relation(grid, column, parts, words) for parts in _candidates(grid, column)]
            if found := best_relation(choices):
                yield found


def _total_words(grid: Grid, column: int) -> str:
    leaf = grid.leaf(column)
    total = table_words().total_rank(leaf) or table_words().whole_columns.fullmatch(bare(leaf))
    return leaf if total else ""


def _candidates(grid: Grid, column: int) -> list[tuple[int, ...]]:
    """Sets of columns that may be the parts: those under the same header, the neighbours on either side, all others."""
    others = [c for c in grid.figure_columns if c != column and table_words().is_added(grid.header(c))]
    plain = [c for c in others if not _total_words(grid, c)]
    found = [
        *_siblings(grid, column, others),
        _run(plain, column, -1),
        _run(plain, column, 1),
        tuple(c for c in others if c not in plain),
        tuple(plain),
        *_next_group(grid, column, plain),
    ]
    return [parts for parts in dict.fromkeys(found) if parts]


def _siblings(grid: Grid, column: int, others: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Columns that share all upper header words, from the inside out."""
    header = grid.box.columns[column].header
    for depth in range(len(header) - 1, 0, -1):
        if any(header[:depth]):
            yield tuple(c for c in others if grid.box.columns[c].header[:depth] == header[:depth])


def _run(plain: Sequence[int], column: int, step: int) -> tuple[int, ...]:
    found: list[int] = []
    place = column + step
    while place in plain:
        found.append(place)
        place += step
    return tuple(sorted(found))


def _next_group(grid: Grid, column: int, plain: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The columns under the header next to this one: 总投资 in front of 资金来源."""
    for neighbour in (column + 1, column - 1):
        if neighbour in plain and (top := grid.top(neighbour)):
            yield tuple(c for c in plain if grid.top(c) == top)


def _relation(grid: Grid, column: int, parts: tuple[int, ...], words: str) -> Relation:
    rows = (row for row in range(len(grid.rows)) if grid.is_plain(row))
    found = (_equation(grid, row, column, parts) for row in rows)
    return Relation(
        grid, Kind.TOTAL_COLUMN, tuple(e for e in found if e), words, grid.overlaps, table_words().is_plain_total(words)
    )


def _equation(grid: Grid, row: int, column: int, parts: Sequence[int]) -> Equation | None:
    line = grid.rows[row]
    return sum_equation(Kind.TOTAL_COLUMN, line[column], [line[c] for c in parts])
