"""What the name of a row says about it, and the cells that say the same thing outright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kuanggui.checks.audit.cell_kinds import CellKind, cell_kind
from kuanggui.checks.audit.cell_words import cell_words
from kuanggui.checks.audit.grid import Entry, Grid, Holding
from kuanggui.checks.audit.table_words import table_words
from kuanggui.model.box import RowRole
from kuanggui.regulation import find_minerals, find_places, is_kind_of, is_within, mineral, minerals


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with the cell that names it and, for each kind, the cell of a column of that kind."""

    name: Entry
    minerals: Entry | None
    places: Entry | None


def named_rows(grid: Grid, home: str | None) -> Iterator[NamedRow]:
    """The ordinary rows of a table that has a column of names."""
    names = [c for c in range(len(grid.rows[0]) if grid.rows else 0) if _names(grid, c)]
    if not names:
        return
    mined, placed = (_column_of(grid, kind, home, names[0]) for kind in (CellKind.MINERAL, CellKind.PLACE))
    for index, row in enumerate(grid.rows):
        if grid.role(index) is RowRole.DATA and row[names[0]].holding is Holding.TEXT:
            yield NamedRow(row[names[0]], _own(row, mined), _own(row, placed))


def minerals_in(text: str) -> tuple[str, ...]:
    """The codes of the minerals that a text names."""
    return tuple(dict.fromkeys(mineral.code for _, _, mineral in find_minerals(text)))


@cache
def related(one: str, other: str) -> bool:
    """Whether one deposit may bear both names: one mineral is a kind of the other, or a third is a kind of both."""
    if _embraces(one, other) or _embraces(other, one):
        return True
    return any(is_kind_of(kind.code, one) and is_kind_of(kind.code, other) for kind in minerals())


def _embraces(one: str, other: str) -> bool:
    """Whether one is a name for ores of several metals, and the other a metal."""
    return bool(cell_words().several_metals.search(mineral(one).name)) and mineral(other).class_ == mineral(one).class_


def counties_in(text: str, home: str | None) -> tuple[str, ...]:
    """The codes of the counties of the plan's area that a text names."""
    codes = (match.division.code for match in find_places(text, home) if not match.embedded)
    return tuple(dict.fromkeys(code for code in codes if home and code != home and is_within(code, home)))


def _names(grid: Grid, column: int) -> bool:
    return bool(table_words().name_header.fullmatch(grid.header(column))) and column not in grid.figure_columns


def _column_of(grid: Grid, kind: CellKind, home: str | None, beside: int) -> int | None:
    """The column of which most cells are of a kind, whatever a few hold."""
    for column in range(len(grid.rows[0])):
        texts = [row[column].text for i, row in enumerate(grid.rows) if grid.role(i) is RowRole.DATA]
        kinds = [cell_kind(text, home) for text in texts if text]
        if column != beside and kinds.count(kind) * 2 > len(kinds):
            return column
    return None


def _own(row: Sequence[Entry], column: int | None) -> Entry | None:
    return row[column] if column is not None and row[column].holding is Holding.TEXT else None
