"""What the cells of a column name: places, minerals, numbers, units, or anything else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kuanggui.checks.audit.cell_words import cell_words
from kuanggui.checks.audit.grid import Entry, Grid, Holding
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.model.box import Fill, RowRole
from kuanggui.regulation import find_minerals, find_places, parse_unit

# A column is of a kind when three quarters of at least four cells are.
SHARE = 0.75
LEAST = 4

_NUMBER = re.compile(r"[约近≤≥<>＜＞]?\s*-?\d[\d,]*(?:\.\d+)?(?:\s*[-－—–~～+]\s*\d[\d,]*(?:\.\d+)?)*\s*%?")


class CellKind(StrEnum):
    """What a cell names."""

    PLACE = "place"
    MINERAL = "mineral"
    NUMBER = "number"
    UNIT = "unit"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"place": "行政区", "mineral": "矿种", "number": "数字", "unit": "单位", "other": "文字"}[self.value]

    @property
    def label_en(self) -> str:
        """The English word."""
        return "text" if self is CellKind.OTHER else self.value


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """The kind of most cells of a column, and the cells."""

    column: int
    kind: CellKind
    cells: tuple[tuple[Entry, CellKind], ...]

    @property
    def odd(self) -> tuple[tuple[Entry, CellKind], ...]:
        """Cells that name a thing of another kind; words that are neither place nor mineral nor number may be anything."""
        return tuple((e, k) for e, k in self.cells if k not in {self.kind, CellKind.OTHER})


@lru_cache(maxsize=4096)  # the same few names fill a table, and several rules ask
def cell_kind(text: str, home: str | None) -> CellKind:
    """What the words of a cell name; `home` is the code of the plan's area."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return CellKind.NUMBER
    if parse_unit(text) is not None:
        return CellKind.UNIT
    words = cell_words().names(text)
    if words and all(_is_place(word, home) for word in words):
        return CellKind.PLACE
    return CellKind.MINERAL if words and all(_is_mineral(word) for word in words) else CellKind.OTHER


@lru_cache(maxsize=256)
def column_kinds(grid: Grid, home: str | None) -> tuple[ColumnKind, ...]:
    """The columns of which most cells name things of one kind."""
    return tuple(_column_kinds(grid, home))


def _column_kinds(grid: Grid, home: str | None) -> Iterator[ColumnKind]:
    for column in range(len(grid.rows[0]) if grid.rows else 0):
        cells = [(entry, cell_kind(entry.text, home)) for entry in _own_cells(grid, column)]
        counts = Counter(kind for _, kind in cells)
        kind, count = counts.most_common(1)[0] if counts else (CellKind.OTHER, 0)
        if kind is not CellKind.OTHER and len(cells) >= LEAST and count >= SHARE * len(cells):
            yield ColumnKind(column, kind, tuple(cells))


def _own_cells(grid: Grid, column: int) -> Sequence[Entry]:
    """The cells with words of their own in ordinary rows."""
    return [
        row[column]
        for index, row in enumerate(grid.rows)
        if grid.role(index) is RowRole.DATA
        and grid.is_plain(index)
        and not total_rank(grid, index)
        and row[column].holding in {Holding.TEXT, Holding.FIGURE, Holding.INEXACT}
        and grid.box.rows[index].cells[column].fill is Fill.NONE
    ]


def _is_place(word: str, home: str | None) -> bool:
    if cell_words().any_place.fullmatch(word):
        return True
    return _covers(word, lambda: [(m.start, m.end) for m in find_places(word, home)])


def _is_mineral(word: str) -> bool:
    return _covers(word.removesuffix("等").removesuffix("矿"), lambda: [(m[0], m[1]) for m in find_minerals(word)])


def _covers(word: str, spans: Callable[[], Sequence[tuple[int, int]]]) -> bool:
    """Whether a name takes up the whole word."""
    found = spans()
    return bool(found) and min(s for s, _ in found) == 0 and max(e for _, e in found) >= len(word)
