"""Use case: the text of a document as a reader sees it, each piece with the places of its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import takewhile

from kuanggui.model.box import Box, BoxRow, Fill
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause, Section
from kuanggui.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Stretch:
    """A string; `marks` says where its characters stand: start in the string, line, column, page (0: no pages)."""

    text: str
    marks: list[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of a box; `down` and `right` count the grid cells it covers beside its own."""

    stretch: Stretch
    down: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a box; `role` is data, subheader, group or total; cells covered by another are None."""

    role: str
    cells: list[TextCell | None]


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box: its label and title (`caption` is both as printed), header cells from top to bottom, rows, list items and notes."""

    id: str
    label: str
    title: str
    unit: str
    columns: list[str]
    header: list[TextRow]
    rows: list[TextRow]
    items: list[Stretch]
    notes: list[Stretch]
    remarks: list[str]
    caption: Stretch | None = None


@dataclass(frozen=True, slots=True)
class TextItem:
    """A heading (depth from 1), a clause or a box, in the order of the document; `section` is the id of its section."""

    id: str
    kind: str
    section: str
    line: int
    depth: int = 0
    stretch: Stretch | None = None
    box: TextBox | None = None


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A document from its first heading to its last clause; `media_type` tells what its lines are."""

    document: str
    sha256: str
    title: str
    media_type: str
    notes: list[str]
    items: list[TextItem]


def reading_text(reading: Reading) -> ReadingText:
    """The headings, clauses and boxes of a reading in one sequence."""
    source = reading.document.source
    items = merge(_headings(reading.sections), _clauses(reading.clauses), _boxes(reading.boxes), key=_order)
    return ReadingText(
        source.name, source.sha256, reading.title, source.media_type, list(source.notes), [item for _, item in items]
    )


Ordered = tuple[tuple[int, int], TextItem]


def _order(ordered: Ordered) -> tuple[int, int]:
    return ordered[0]


def _position(text: LocatedText) -> tuple[int, int]:
    first = text.span()
    return first.page or 0, first.line


def _headings(sections: tuple[Section, ...]) -> Iterator[Ordered]:
    for section in sections:
        page, line = _position(section.text)
        item = TextItem(section.id, "heading", section.id, line, section.depth, _stretch(section.text))
        yield (page, line), item


def _clauses(clauses: tuple[Clause, ...]) -> Iterator[Ordered]:
    for clause in clauses:
        page, line = _position(clause.text)
        yield (page, line), TextItem(clause.id, "clause", clause.section, line, stretch=_stretch(clause.text))


def _boxes(boxes: tuple[Box, ...]) -> Iterator[Ordered]:
    for box in boxes:
        page = _position(box.caption)[0] if box.caption else _first_page(box)
        yield (page, box.line_start), TextItem(box.id, "box", box.section, box.line_start, box=_box(box))


def _first_page(box: Box) -> int:
    texts = (cell.text for row in (*box.header, *box.rows) for cell in row.cells if cell.text)
    return next((_position(text)[0] for text in texts), 0)


def _box(box: Box) -> TextBox:
    return TextBox(
        id=box.id,
        label=box.label or "",
        title=box.title,
        unit=box.unit_note or "",
        columns=[column.name for column in box.columns],
        header=_rows(box.header),
        rows=_rows(box.rows),
        items=[_stretch(item) for item in box.items],
        notes=[_stretch(note) for note in box.notes],
        remarks=list(box.remarks),
        caption=_stretch(box.caption) if box.caption else None,
    )


def _rows(rows: tuple[BoxRow, ...]) -> list[TextRow]:
    """The rows with merged cells as one; a cell merged downwards stands in the first row it covers."""
    below = _cells_below(rows)
    return [
        TextRow(row.role.value, [_cell(row, column, below[index][column]) for column in range(len(row.cells))])
        for index, row in enumerate(rows)
    ]


def _cells_below(rows: tuple[BoxRow, ...]) -> list[list[int]]:
    """For each cell, how many cells right below it repeat its text."""
    counts: list[list[int]] = []
    width = max((len(row.cells) for row in rows), default=0)
    following = [0] * width
    for row in reversed(rows):
        counts.append(list(following))
        fills = [row.cells[column].fill if column < len(row.cells) else Fill.NONE for column in range(width)]
        following = [following[column] + 1 if fills[column] is Fill.DOWN else 0 for column in range(width)]
    return counts[::-1]


def _cell(row: BoxRow, column: int, below: int) -> TextCell | None:
    cell = row.cells[column]
    if cell.fill is not Fill.NONE:
        return None
    right = sum(1 for _ in takewhile(lambda other: other.fill is Fill.RIGHT, row.cells[column + 1 :]))
    return TextCell(_stretch(cell.text), below, right)


def _stretch(text: LocatedText) -> Stretch:
    return Stretch(text.text, [(s.start, s.line, s.column, s.page or 0) for s in text.segments])
