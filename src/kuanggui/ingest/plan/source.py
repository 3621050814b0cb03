"""A reading with its cells and clauses at hand, and values made of them with their places."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from kuanggui.model.box import Box, BoxCell, Fill
from kuanggui.model.fact import Fact
from kuanggui.model.located import LocatedText
from kuanggui.model.number import NumberKind
from kuanggui.model.outline import Clause, Section
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.quantity import Quantity
from kuanggui.model.reading import Reading
from kuanggui.regulation import MineralMatch, find_minerals, find_places

T = TypeVar("T")
Address = tuple[str, int, int]


class PlanSource:
    """The reading a plan is made from. Indexes are built when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.home = reading.region
        self._minerals: dict[str, list[MineralMatch]] = {}

    @cached_property
    def facts_in_cells(self) -> dict[Address, Fact]:
        """The first fact of every cell that has one."""
        return _first((f.box, f.row, f.column, f) for f in self.reading.facts)

    @cached_property
    def figures_in_cells(self) -> dict[Address, tuple[Quantity, Place]]:
        """The first quantity of every cell that has one."""
        numbers = (n for n in self.reading.numbers if n.kind is NumberKind.QUANTITY and n.quantity is not None)
        found = _first((n.box, n.row, n.column, n) for n in numbers)
        return {address: (n.quantity, n.place) for address, n in found.items() if n.quantity is not None}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.reading.clauses}

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.reading.sections}

    def cell_place(self, box: Box, row: int, column: int, start: int = 0, end: int | None = None) -> Place:
        """The address of a body cell, or of characters of it."""
        cell = box.rows[row].cells[column]
        name = box.columns[column].name or None
        return self.reading.document.place(
            cell.text, start, end, table=box.label or box.title, row=row + 1, column=name
        )

    def box_place(self, box: Box, text: LocatedText | None = None, start: int = 0, end: int | None = None) -> Place:
        """The address of a caption, an item or another text of a box."""
        words = text or box.caption or LocatedText.from_line(box.title, box.line_start)
        return self.reading.document.place(words, start, end, table=box.label or box.title)

    def word(self, box: Box, row: int, column: int) -> Word | None:
        """The words of a body cell; None for a blank or covered one. A lost header that was inferred is said so."""
        cell = box.rows[row].cells[column]
        if not cell.value.strip() or cell.fill is Fill.RIGHT:
            return None
        place = self.cell_place(box, origin(box, row, column), column)
        return Word(cell.value, place, inferred=box.columns[column].inferred)

    def fact(self, box: Box, row: int, column: int) -> Fact | None:
        """The fact of a cell, or of the cell above that it repeats."""
        return self.facts_in_cells.get((box.id, origin(box, row, column), column))

    def figure(self, box: Box, row: int, column: int) -> Figure | None:
        """The quantity of a cell, or of the cell above that it repeats."""
        fact = self.fact(box, row, column)
        inferred = box.columns[column].inferred
        if fact is not None:
            return Figure(fact.quantity, fact.place, inferred)
        found = self.figures_in_cells.get((box.id, origin(box, row, column), column))
        return Figure(*found, inferred) if found else None

    def minerals(self, text: str) -> tuple[str, ...]:
        """The ids of the minerals a text names, in order."""
        return tuple(dict.fromkeys(match.mineral.code for match in find_minerals(text)))

    def minerals_of(self, clause: str) -> list[MineralMatch]:
        """The minerals that a clause names, in order."""
        if clause not in self._minerals:
            self._minerals[clause] = find_minerals(self.clauses[clause].text.text)
        return self._minerals[clause]

    def regions(self, text: str) -> list[tuple[int, int, str]]:
        """The divisions a text names, in order, as offsets and codes; names inside other names are left out."""
        return [(m.start, m.end, m.division.code) for m in find_places(text, self.home) if not m.embedded]


def origin(box: Box, row: int, column: int) -> int:
    """The row whose text a vertically merged cell repeats."""
    while row > 0 and _cell(box, row, column).fill is Fill.DOWN:
        row -= 1
    return row


def _cell(box: Box, row: int, column: int) -> BoxCell:
    return box.rows[row].cells[column]


def _first(items: Iterable[tuple[str | None, int | None, int | None, T]]) -> dict[Address, T]:
    found: dict[Address, T] = {}
    for box, row, column, item in items:
        if box is not None and row is not None and column is not None:
            found.setdefault((box, row, column), item)
    return found
