"""Annex tables that list the features of a layer: which kind, and what their columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kuanggui.model.box import Box, Fill, RowRole
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading
from kuanggui.regulation.standards import Edition


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A body row: texts and places by role of the column."""

    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def get(self, role: str) -> str:
        """The text in a column, empty where there is none."""
        return self.texts.get(role, "")


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """An annex table that lists features of a kind; `label` is as printed (附表3)."""

    kind: str
    label: str
    title: str
    place: Place
    rows: tuple[AnnexRow, ...]


def find_annex_tables(annexes: Iterable[Reading], edition: Edition) -> Iterator[AnnexTable]:
    """The tables whose title names a kind of layer and that have a column of numbers."""
    for reading in annexes:
        for box in reading.boxes:
            kind = _kind(box.title, edition)
            columns = _columns(box, edition)
            if kind and "number" in columns:
                label = box.label or box.id
                place = reading.document.place(box.caption, table=label) if box.caption else _first(reading, box)
                yield AnnexTable(kind, label, box.title, place, tuple(_rows(reading, box, columns)))


def _kind(title: str, edition: Edition) -> str:
    named = [(len(word), kind) for kind, words in edition.kinds.items() for word in words if word in title]
    return max(named)[1] if named else ""


def _columns(box: Box, edition: Edition) -> dict[str, int]:
    """Column by role; the longest words win, and a column has one role."""
    wanted = sorted(
        ((len(word), role, word) for role, words in edition.roles.items() for word in words), key=lambda item: -item[0]
    )
    found: dict[str, int] = {}
    for _, role, word in wanted:
        for index, column in enumerate(box.columns):
            if role not in found and index not in found.values() and word in column.name:
                found[role] = index
    return found


def _rows(reading: Reading, box: Box, columns: Mapping[str, int]) -> Iterator[AnnexRow]:
    for index, row in enumerate(box.rows):
        if row.role is not RowRole.DATA:
            continue
        cells = {role: row.cells[at] for role, at in columns.items() if row.cells[at].fill is not Fill.RIGHT}
        if "number" not in cells or not cells["number"].value.strip():
            continue
        label = box.label or box.id
        places = {
            role: reading.document.place(cell.text, table=label, row=index + 1, column=box.columns[columns[role]].name)
            for role, cell in cells.items()
        }
        yield AnnexRow({role: cell.value.strip() for role, cell in cells.items()}, places)


def _first(reading: Reading, box: Box) -> Place:
    return reading.document.place(box.rows[0].cells[0].text, table=box.label or box.id)
