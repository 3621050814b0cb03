"""The document as the parts of a page, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kuanggui.model.box import Box
from kuanggui.model.document import Paragraph, Table
from kuanggui.model.located import LocatedText
from kuanggui.model.reading import Reading
from kuanggui.reports.html.grid import PageRow, box_lines, box_rows, table_rows
from kuanggui.reports.html.marks import Marks

DEEPEST = 5
EMPTY = Markup("")
_Line = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading or table of the page. `kind` is `text`, `heading`, `note` or `table`; `depth` is that of a heading."""

    kind: str
    text: Markup = EMPTY
    depth: int = 0
    anchor: str = ""
    line: int = 0
    head: tuple[PageRow, ...] = ()
    rows: tuple[PageRow, ...] = ()


def flow(reading: Reading, marks: Marks) -> tuple[Part, ...]:
    """Every paragraph and table of the document; a table that is a box is drawn on the grid of the box."""
    return tuple(_Flow(reading, marks).parts())


class _Flow:
    def __init__(self, reading: Reading, marks: Marks) -> None:
        self._reading = reading
        self._marks = marks
        self._headings = {_line(section.text): (n, section.depth) for n, section in enumerate(reading.sections)}
        self._drawn: set[str] = set()

    def parts(self) -> Iterator[Part]:
        for block in self._reading.document.blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(block)
            else:
                yield from self._table(block)

    def _paragraph(self, paragraph: Paragraph) -> Part:
        line = _line(paragraph.text)
        text = self._marks.on(paragraph.text)
        if line in self._headings:
            number, depth = self._headings[line]
            return Part("heading", text, min(depth, DEEPEST), f"s{number}", line[1])
        return Part("text", text, line=line[1])

    def _table(self, table: Table) -> Iterator[Part]:
        lines = _lines(table)
        boxes = [box for box in self._reading.boxes if box.rows and lines & box_lines(box)]
        if not boxes:
            yield Part("table", line=table.line_start, rows=table_rows(table, self._marks))
            return
        shown: set[_Line] = set()
        for box in boxes:
            shown |= box_lines(box)
            if box.id not in self._drawn:
                self._drawn.add(box.id)
                yield from self._box(box, lines)
        yield from self._left_over(table, shown)

    def _box(self, box: Box, lines: set[_Line]) -> Iterator[Part]:
        caption = self._marks.on(box.caption) if box.caption and _line(box.caption) in lines else EMPTY
        head, rows = box_rows(box.header, self._marks), box_rows(box.rows, self._marks)
        yield Part("table", caption, line=box.line_start, head=head, rows=rows)
        for text in (*box.notes, *box.items):
            if _line(text) in lines:
                yield Part("note", self._marks.on(text), line=_line(text)[1])

    def _left_over(self, table: Table, shown: set[_Line]) -> Iterator[Part]:
        """Cells of the source that no box took up, so that nothing of the document is lost."""
        for row in table.rows:
            for cell in row:
                if cell.text and not _segments(cell.text) & shown:
                    yield Part("note", self._marks.on(cell.text), line=_line(cell.text)[1])


def _line(text: LocatedText) -> _Line:
    return (text.segments[0].page, text.segments[0].line) if text.segments else (None, 0)


def _segments(text: LocatedText) -> set[_Line]:
    return {(segment.page, segment.line) for segment in text.segments}


def _lines(table: Table) -> set[_Line]:
    return {line for row in table.rows for cell in row for line in _segments(cell.text)}
