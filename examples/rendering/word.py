"""The plan as a DOCX with real headings, real merged cells and header rows that repeat on each page."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from rendering.archive import freeze
from rendering.content import Block, Box, Cell, Grid, Heading, Level, Paragraph
from rendering.text import FIRST_BOOKMARK

_FONT = "SimSun"
_DAY = datetime(2021, 12, 31, tzinfo=UTC)


def render_word(blocks: Iterable[Block], title: str) -> bytes:
    """The bytes of the document."""
    document = Document()
    _set_page(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Kuanggui", ""
    properties.created = properties.modified = _DAY
    bookmarks = iter(range(FIRST_BOOKMARK, FIRST_BOOKMARK + 10_000))
    for block in blocks:
        _add(document, block, bookmarks)
    return freeze(document.save)


def _set_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.paragraph_format.space_after = Pt(3)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)


def _add(document: WordDocument, block: Block, bookmarks: Iterator[int]) -> None:
    match block:
        case Heading(level, text):
            heading = document.add_heading(text, level)
            if level is not Level.TITLE:
                _add_bookmark(heading, next(bookmarks))
        case Paragraph(text):
            document.add_paragraph(text)
        case Box():
            _add_box(document, block)


def _add_bookmark(paragraph: WordParagraph, number: int) -> None:
    start, end = (cast("BaseOxmlElement", OxmlElement(name)) for name in ("w:bookmarkStart", "w:bookmarkEnd"))
    for mark in (start, end):
        mark.set(qn("w:id"), str(number - FIRST_BOOKMARK))
    start.set(qn("w:name"), f"_Toc{number}")
    # The library has no public way to bookmarks and repeated header rows.
    line: BaseOxmlElement = paragraph._p  # noqa: SLF001
    line.insert(1, start)  # after the properties of the paragraph
    line.append(end)


def _add_box(document: WordDocument, box: Box) -> None:
    if box.caption_place == "before":
        document.add_paragraph(box.caption, style="Caption")
    _add_table(document, _with_caption_row(box))
    if box.caption_place == "after":
        document.add_paragraph(box.caption, style="Caption")
    # Two tables without a paragraph between them would be read as one.
    document.add_paragraph("")


def _with_caption_row(box: Box) -> Grid:
    if box.caption_place != "inside":
        return box.grid
    grid = box.grid
    moved = (Cell(cell.row + 1, cell.column, cell.rows, cell.columns, cell.text) for cell in grid.cells)
    return Grid(grid.rows + 1, grid.columns, grid.header_rows + 1, (Cell(0, 0, 1, grid.columns, box.caption), *moved))


def _add_table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(grid.rows, grid.columns, style="Table Grid")
    # Asked for cell by cell, the library walks the whole table each time.
    places = [row.cells for row in table.rows]
    for cell in grid.cells:
        _fill(_merge(places, cell), cell.text)
    for row in table.rows[: grid.header_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _merge(places: list[tuple[_Cell, ...]], cell: Cell) -> _Cell:
    first = places[cell.row][cell.column]
    if cell.rows == cell.columns == 1:
        return first
    last = places[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
    return cast("_Cell", first.merge(last))


def _fill(target: _Cell, text: str) -> None:
    first, *others = text.split("\n")
    target.paragraphs[0].text = first
    for line in others:
        target.add_paragraph(line)
