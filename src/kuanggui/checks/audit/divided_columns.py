"""Columns that are the sum of their neighbours without saying so (矿山数 in front of 大型, 中型 and 小型)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.chance import odds_of
from kuanggui.checks.audit.equations import LEARNED, LEARNED_ROWS, Kind, Relation
from kuanggui.checks.audit.grid import Grid
from kuanggui.checks.audit.table_sums import sum_equation
from kuanggui.checks.audit.table_words import table_words

# How unlikely agreement by chance must be, as a power of ten: where the headers divide one thing up, and where they do not.
DIVIDED_ODDS = 1.5
LEARNED_ODDS = 7.0


def divided_columns(grid: Grid) -> Iterator[Relation]:
    """For each column that calls itself no total, the run of neighbours that it is the sum of in nearly all rows."""
    for column in grid.figure_columns:
        if table_words().total_rank(grid.leaf(column)) or not table_words().is_added(grid.header(column)):
            continue
        found = [r for parts in _runs(grid, column) if (r := _relation(grid, column, parts))]
        if found:
            yield max(found, key=lambda r: (r.held, len(r.equations[0].terms)))


def _runs(grid: Grid, column: int) -> Iterator[tuple[int, ...]]:
    """Runs of two columns or more that begin right behind the column, or end right in front of it."""
    added = [c for c in grid.figure_columns if table_words().is_added(grid.header(c))]
    for step in (1, -1):
        run: list[int] = []
        while column + step * (len(run) + 1) in added:
            run.append(column + step * (len(run) + 1))
            if len(run) > 1:
                yield tuple(sorted(run))


def _relation(grid: Grid, column: int, parts: Sequence[int]) -> Relation | None:
    rows = [grid.rows[r] for r in range(len(grid.rows)) if grid.is_plain(r)]
    found = (sum_equation(Kind.TOTAL_COLUMN, row[column], [row[c] for c in parts]) for row in rows)
    divided = table_words().make_up_everything([grid.leaf(c) for c in parts])
    words = "、".join(grid.leaf(c) for c in parts) if divided else ""
    relation = Relation(grid, Kind.TOTAL_COLUMN, tuple(e for e in found if e), words, grid.overlaps)
    least = LEARNED_ROWS - 1
    if relation.held < least or relation.share < LEARNED:
        return None
    return relation if odds_of(relation) >= (DIVIDED_ODDS if divided else LEARNED_ODDS) else None
