"""Rows and columns that say they are part (其中) of the one in front of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.table_words import bare, table_words
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.model.box import RowRole


@dataclass(frozen=True, slots=True)
class Share:
    """A figure and the figures of its parts, as far as they are printed."""

    whole: Entry
    parts: tuple[Entry, ...]


def shares_of(grid: Grid) -> Iterator[Share]:
    """Every figure that has parts, by rows and by columns."""
    yield from _by_rows(grid)
    yield from _by_columns(grid)


def _by_rows(grid: Grid) -> Iterator[Share]:
    rows = range(len(grid.rows))
    for whole, parts in _lists([_is_part(grid.labels(r)) for r in rows]):
        if grid.role(whole) is RowRole.SUBHEADER or any(total_rank(grid, part) for part in parts):
            continue
        for column in grid.figure_columns:
            if table_words().is_added(grid.header_at(whole, column)):
                yield from _share(grid.rows[whole][column], [grid.rows[part][column] for part in parts])


def _by_columns(grid: Grid) -> Iterator[Share]:
    columns = grid.figure_columns
    marks = [_is_part(grid.box.columns[c].header) for c in columns]
    for whole, parts in _lists(marks):
        for row in grid.rows:
            if grid.is_plain(row[0].row):
                yield from _share(row[columns[whole]], [row[columns[part]] for part in parts])


def _lists(marks: Sequence[bool]) -> Iterator[tuple[int, list[int]]]:
    """Positions of wholes with those of the marked ones right behind them."""
    for position, mark in enumerate(marks):
        if not mark and position + 1 < len(marks) and marks[position + 1]:
            end = next((p for p in range(position + 1, len(marks)) if not marks[p]), len(marks))
            yield position, list(range(position + 1, end))


def _is_part(labels: Sequence[str]) -> bool:
    return any(table_words().of_which.fullmatch(bare(label)) for label in labels)


def _share(whole: Entry, parts: Sequence[Entry]) -> Iterator[Share]:
    if whole.is_figure and any(part.is_figure for part in parts):
        yield Share(whole, tuple(parts))
