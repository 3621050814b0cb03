"""Pages put one behind the other: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kuanggui.ingest.readers.pdf.continued import WholeTable
from kuanggui.ingest.readers.pdf.layout import Line, PageCell, PageLayout, PageTable
from kuanggui.ingest.readers.pdf.margins import find_margins
from kuanggui.ingest.readers.pdf.paragraphs import join_lines
from kuanggui.ingest.readers.pdf.running import without_running_lines
from kuanggui.ingest.readers.pdf.wrapping import blank_between, goes_on
from kuanggui.model.document import Block, Cell, Table
from kuanggui.model.located import LocatedText


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
                    lines, table = [], WholeTable(item)
                else:
                    lines.append(item)
            first = False
    if table is not None:
        yield table
    yield lines


def _table(whole: WholeTable) -> Table:
    """The table; its first and last line are those on the page on which it begins."""
    table = whole.table
    rows: list[list[Cell]] = [[] for _ in range(table.row_count)]
    lines = [line for cell in table.cells for line in cell.lines]
    numbers = [line.number for line in lines if line.page == min(line.page for line in lines)]
    last: LocatedText | None = None
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = _text(cell) or _nowhere(last)
        rows[cell.row].append(Cell(text, cell.row_span, cell.column_span))
        last = text
    return Table(
        tuple(map(tuple, rows)),
        spans_known=True,
        header_rows=whole.header_rows or None,
        line_start=min(numbers, default=0),
        line_end=max(numbers, default=0),
    )


def _text(cell: PageCell) -> LocatedText:
    """The text of a cell: lines that fill it go on in the next one, others end where their writer ended them."""
    if not cell.lines:
        return LocatedText("", ())
    text = cell.lines[0].located()
    for before, line in pairwise(cell.lines):
        between = blank_between(before, line) if goes_on(before, line, cell.width) else "\n"
        text = LocatedText.join((text, line.located()), between)
    return text


def _nowhere(last: LocatedText | None) -> LocatedText:
    """The text of an empty cell, which stands where the one before it does."""
    return LocatedText("", last.segments[:1] if last is not None else ())
