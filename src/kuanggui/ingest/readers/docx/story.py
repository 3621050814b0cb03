"""The blocks of a story (body, text box, note) in reading order, every paragraph with its running number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kuanggui.ingest.readers.docx.grid import GridCell, read_grid
from kuanggui.ingest.readers.docx.inline import Inline, InlineReader, is_toc_target
from kuanggui.ingest.readers.docx.numbering import Numbering
from kuanggui.ingest.readers.docx.styles import Styles
from kuanggui.ingest.readers.docx.wml import W, content, is_on, is_toc
from kuanggui.ingest.readers.markup import Element
from kuanggui.model.document import Block, Cell, Paragraph, ParagraphKind, Table
from kuanggui.model.located import LocatedText


@dataclass(slots=True)
class Losses:
    """What a reading leaves out: lines with pictures, embedded objects, linked chunks, characters of unknown fonts."""

    pictures: list[int] = field(default_factory=list)
    objects: int = 0
    chunks: int = 0


@dataclass(slots=True)
class _Located:
    """A paragraph's printed text, with the paragraphs and text boxes that follow from it."""

    text: LocatedText
    inline: Inline


class StoryReader:
    """Reads the stories of one document; paragraph numbers run on through all of them."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], Element]) -> None:
        self.losses = Losses()
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._inline = InlineReader(styles)
        self._line = 0

    def blocks(self, container: Element, kind: ParagraphKind = ParagraphKind.BODY) -> Iterator[Block]:
        """The paragraphs and tables of a container; notes follow the block that cites them."""
        cited: list[tuple[str, str]] = []
        for group, anchored in self._groups(container):
            if group[0].tag == W + "tbl":
                yield self._table(group[0], cited)
            else:
                yield from self._paragraphs(group, anchored, kind, cited)
            yield from self._cited_notes(cited)

    def _groups(self, container: Element) -> Iterator[tuple[list[Element], bool]]:
        """Tables one by one, and paragraphs together with those that their deleted or hidden marks join them to."""
        group: list[Element] = []
        anchored = False
        for child in content(container):
            if child.tag == W + "p":
                group.append(child)
                if not _mark_is_gone(child):
                    yield group, anchored
                    group, anchored = [], False
            elif child.tag == W + "tbl":
                if group:
                    yield group, anchored
                yield [child], False
                group, anchored = [], False
            elif child.tag == W + "bookmarkStart":
                anchored = anchored or is_toc_target(child)
            elif child.tag == W + "altChunk":
                self.losses.chunks += 1
        if group:
            yield group, anchored

    def _read(self, group: list[Element], cited: list[tuple[str, str]]) -> _Located:
        self._line += 1
        inline = self._inline.read(group)
        cited.extend(inline.notes)
        self.losses.pictures.extend([self._line] * inline.pictures)
        self.losses.objects += inline.objects
        label = self._numbering.label(group[-1])
        return _Located(LocatedText.from_line(label + inline.text, self._line), inline)

    def _paragraphs(
        self, group: list[Element], anchored: bool, kind: ParagraphKind, cited: list[tuple[str, str]]
    ) -> Iterator[Block]:
        found = self._read(group, cited)
        yield from self._printed(group[-1], found, anchored, kind)
        for box in found.inline.boxes:
            yield from self.blocks(box, ParagraphKind.TEXT_BOX)

    def _printed(self, paragraph: Element, found: _Located, anchored: bool, kind: ParagraphKind) -> Iterator[Paragraph]:
        """The lines of a paragraph; one that holds nothing but its automatic number is left out."""
        if not found.inline.text.strip():
            return
        level = self._styles.heading_level(paragraph)
        in_toc = found.inline.in_toc or self._is_toc_entry(paragraph)
        for text in _printed_lines(found.text, level is not None):
            yield Paragraph(text, kind, level, anchored or found.inline.anchored, in_toc)

    def _is_toc_entry(self, paragraph: Element) -> bool:
        return self._styles.is_toc_entry(paragraph) or any(map(is_toc, paragraph.iterancestors(W + "sdt")))

    def _cited_notes(self, cited: list[tuple[str, str]]) -> Iterator[Block]:
        for key in cited:
            note = self._notes.pop(key, None)
            if note is not None:
                yield from self.blocks(note, ParagraphKind.FOOTNOTE)
        cited.clear()

    def _table(self, table: Element, cited: list[tuple[str, str]]) -> Table:
        grid = read_grid(table)
        start = self._line + 1
        rows = tuple(tuple(self._cell(cell, start, cited) for cell in row) for row in grid.rows)
        return Table(
            rows, spans_known=True, header_rows=grid.header_rows or None, line_start=start, line_end=self._line
        )

    def _cell(self, cell: GridCell, start: int, cited: list[tuple[str, str]]) -> Cell:
        """A cell of a table that begins in paragraph `start`; one that is not in the file stands where the last one ended."""
        texts: list[LocatedText] = []
        tables: list[Table] = []
        if cell.element is not None:
            self._read_cell(cell.element, texts, tables, cited)
        texts = [text for text in texts if text] or texts[:1] or [LocatedText.from_line("", max(start, self._line))]
        return Cell(LocatedText.join(texts, "\n"), cell.row_span, cell.column_span, tuple(tables))

    def _read_cell(
        self, container: Element, texts: list[LocatedText], tables: list[Table], cited: list[tuple[str, str]]
    ) -> None:
        """Gather the text and the nested tables of a cell, those of text boxes in it included."""
        for group, _ in self._groups(container):
            if group[0].tag == W + "tbl":
                tables.append(self._table(group[0], cited))
                continue
            found = self._read(group, cited)
            texts.append(found.text)
            for box in found.inline.boxes:
                self._read_cell(box, texts, tables, cited)


def _mark_is_gone(paragraph: Element) -> bool:
    """Whether the paragraph mark is deleted, moved away or hidden, so that the next paragraph goes on in the same line."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    revised = mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
    return revised or bool(is_on(mark, "vanish")) or bool(is_on(mark, "specVanish"))


def _printed_lines(text: LocatedText, heading: bool) -> Iterator[LocatedText]:
    """The lines that line breaks make of a paragraph; a heading stays one line, with blanks instead of its breaks."""
    if heading:
        text = text.stripped()
        yield from (text.mapped(text.text.replace("\n", " ")),) if text else ()
        return
    start = 0
    for line in text.text.split("\n"):
        if line.strip():
            yield text.cut(start, start + len(line))
        start += len(line) + 1
