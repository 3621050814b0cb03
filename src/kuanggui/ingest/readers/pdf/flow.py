"""Pages put one behind the other: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.ingest.readers.pdf.continued import WholeTable
from kuanggui.ingest.readers.pdf.layout import Line, PageCell, PageLayout, PageTable
from kuanggui.ingest.readers.pdf.margins import find_margins
from kuanggui.ingest.readers.pdf.paragraphs import join_lines
from kuanggui.ingest.readers.pdf.running import without_running_lines
from kuanggui.model.document import Block, Cell, Table
from kuanggui.model.located import LocatedText

_PADDING = 12.0  # points that a cell keeps free on both sides together; word processors keep 10.8


def flow(pages: list[PageLayout]) -> Iterator[Block]:
    """The blocks of all pages; headers, footers and page numbers are left out."""
    pages = without_running_lines(pages)
    margins = find_margins(pages)
    for run in _runs(pages):
        if isinstance(run, WholeTable):
            yield _table(run)
        else:
            yield from join_lines(run, margins)


def _runs(pages: list[PageLayout]) -> Iterator[list[Line] | WholeTable]:
    """Lines between tables, and tables with their pieces on later pages."""
    lines: list[Line] = []
    table: WholeTable | None = None
    for page in pages:
        first = True
        items: list[Line | PageTable] = [*page.lines, *page.tables]
        for item in sorted(items, key=lambda item: item.top):
            if isinstance(item, PageTable) and table is not None and first and table.goes_on_in(item):
                table = table.with_piece(item)
            else:
                if table is not None:
                    yield table
                    table = None
                if isinstance(item, PageTable):
                    yield lines
                    lines, table = [], WholeTable((item,))
                else:
                    lines.append(item)
            first = False
    if table is not None:
        yield table
    yield lines


def _table(whole: WholeTable) -> Table:
    """The table; its first and last line are those on the page on which it begins."""
    rows: list[list[Cell]] = [[] for _ in range(whole.row_count)]
    lines = [line.number for cell in whole.pieces[0].cells for line in cell.lines]
    last: LocatedText | None = None
    for cell in whole.cells():
        text = _text(cell) or _nowhere(last)
        rows[cell.row].append(Cell(text, cell.row_span, cell.column_span))
        last = text
    return Table(
        tuple(map(tuple, rows)),
        spans_known=True,
        header_rows=whole.header_rows or None,
        line_start=min(lines, default=0),
        line_end=max(lines, default=0),
    )


def _text(cell: PageCell) -> LocatedText:
    """The text of a cell: lines that fill it go on in the next one, others end where their writer ended them."""
    text = LocatedText("", ())
    before: Line | None = None
    for line in cell.lines:
        wrapped = before is not None and before.x1 - before.x0 + max(line.lead, line.size) > cell.width - _PADDING
        latin = wrapped and text.text[-1:].isascii() and text.text[-1:].isalpha() and line.text[0].isascii()
        text = LocatedText.join((text, line.located()), (" " if latin else "") if wrapped else "\n")
        before = line
    return text


def _nowhere(last: LocatedText | None) -> LocatedText:
    """The text of an empty cell, which stands where the one before it does."""
    return LocatedText("", last.segments[:1] if last is not None else ())
