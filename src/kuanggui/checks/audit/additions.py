"""Cells such as 40+5 (there are 40, 5 more are planned) and what notes and texts say about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.row_names import minerals_in
from kuanggui.checks.audit.table_words import bare, table_words
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.model.fact import Fact

# Scopes of facts about what is to come.
PLANNED = frozenset({"new", "planned"})


@dataclass(frozen=True, slots=True)
class Addition:
    """A cell of two figures: what is there, and what is added; `minerals` and `label` say of what, `is_total` whether of everything."""

    grid: Grid
    entry: Entry
    there: Decimal
    added: Decimal
    minerals: frozenset[str]
    label: str
    is_total: bool


@dataclass(frozen=True, slots=True)
class NotedAddition:
    """What a note under the box says is added: for these minerals, each of them if it says 各."""

    fact: Fact
    minerals: frozenset[str]
    each: bool

    def is_about(self, addition: Addition) -> bool:
        """Whether the note speaks of that cell."""
        if not addition.minerals:
            return bool(addition.label) and addition.label in bare(self.fact.subject)
        return addition.minerals <= self.minerals if self.each else addition.minerals == self.minerals


def boxes_with_additions(case: AuditCase) -> Iterator[tuple[Grid, tuple[Addition, ...]]]:
    """The boxes that have such cells."""
    for grid in grids(case):
        if found := tuple(_additions(case, grid)):
            yield grid, found


def noted_additions(case: AuditCase, grid: Grid) -> tuple[NotedAddition, ...]:
    """What the notes under a box say is added, if they speak of the sign."""
    if not any("+" in note.text or "＋" in note.text for note in grid.box.notes):
        return ()
    facts = (fact for fact in case.facts_in_box.get(grid.box.id, ()) if fact.row is None and fact.clause)
    return tuple(_noted(fact) for fact in facts if PLANNED & set(fact.qualifiers) or "+" in fact.subject)


def _noted(fact: Fact) -> NotedAddition:
    words = fact.subject + fact.quantity.text
    return NotedAddition(fact, frozenset(fact.minerals), any(word in words for word in table_words().each))


def _additions(case: AuditCase, grid: Grid) -> Iterator[Addition]:
    for row in grid.rows:
        for entry in row:
            if entry.is_figure and len(entry.components) == 2:
                yield _addition(case, grid, entry)


def _addition(case: AuditCase, grid: Grid, entry: Entry) -> Addition:
    facts: Sequence[Fact] = case.facts_in_cell.get((grid.box.id, entry.row, entry.column), ())
    minerals = frozenset(mineral for fact in facts for mineral in fact.minerals)
    header = table_words().total_rank(grid.header_at(entry.row, entry.column))
    total = bool(header or total_rank(grid, entry.row))
    there, added = entry.components
    return Addition(grid, entry, there, added, minerals, _label(grid, entry), total)


def _label(grid: Grid, entry: Entry) -> str:
    """The nearest words to the left or above that name a mineral, otherwise the nearest to the left."""
    left = [e.text for e in reversed(grid.rows[entry.row][: entry.column]) if e.text and e.quantity is None]
    header = grid.header_at(entry.row, entry.column)
    return bare(next((text for text in (*left, header) if minerals_in(text)), left[0] if left else header))
