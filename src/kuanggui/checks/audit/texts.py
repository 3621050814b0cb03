"""All running words of a document with their places: headings, clauses, cells, notes, items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.model.box import Box, Fill
from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, clause, cell, note or list item, with the section it stands in."""

    text: LocatedText
    section: str
    box: Box | None = None
    row: int | None = None
    column: int | None = None

    def place(self, case: AuditCase, start: int = 0, end: int | None = None) -> Place:
        """The address of a stretch of the passage."""
        table = (self.box.label or self.box.title or self.box.id) if self.box else None
        row = None if self.row is None else self.row + 1
        name = self.box.columns[self.column].name if self.box and self.column is not None else None
        return case.reading.document.place(self.text, start, end, table=table, row=row, column=name or None)


def passages(case: AuditCase) -> Iterator[Passage]:
    """Every passage, running text first, then the boxes."""
    for section in case.reading.sections:
        yield Passage(section.text, section.id)
    for clause in case.reading.clauses:
        yield Passage(clause.text, clause.section)
    for box in case.reading.boxes:
        yield from _of_box(box)


def _of_box(box: Box) -> Iterator[Passage]:
    if not box.items:
        for r, row in enumerate(box.rows):
            for c, cell in enumerate(row.cells):
                if cell.value and cell.fill is Fill.NONE:
                    yield Passage(cell.text, box.section, box, r, c)
    for text in (*box.items, *box.notes):
        yield Passage(text, box.section, box)
