"""Text exports of word processors: a table cell begins with a tab, a blank line ends the row, two end the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kuanggui.ingest.readers.encoding import decode
from kuanggui.ingest.readers.source import Format, describe_source
from kuanggui.ingest.readers.text_marks import Line, images_note, read_line
from kuanggui.model.document import Block, Cell, Document, Paragraph, Table
from kuanggui.model.located import LocatedText

READER = "text-export/1"

# Only what ends a line in a file: str.splitlines() would also cut at form feeds and shift every line number behind.
_LINE_END = re.compile(r"\r\n|\n|\r")
_CELL_START = re.compile(r"[ \u3000\u00a0]*\t")
_TOC_ENTRY = re.compile(r"\S.*\t\s*\d{1,4}\s*")
_SENTENCE_END = tuple("。；！？：")


def read_text(path: Path, data: bytes) -> Document:
    """The document in a text export or plain text; raises UnreadableFileError for binary or undecodable content."""
    text, encoding = decode(path, data)
    lines = [read_line(number, line) for number, line in enumerate(_LINE_END.split(text), start=1)]
    notes = images_note(lines)
    source = describe_source(path, data, Format.TEXT, READER, encoding, notes)
    return Document(source, tuple(_blocks(lines)))


def _blocks(lines: list[Line]) -> Iterator[Block]:
    index, anchored = 0, False
    while index < len(lines):
        if _CELL_START.match(lines[index].text.text):
            end = _table_end(lines, index)
            yield from _table_blocks(lines, index, end)
            index = end
            continue
        line = lines[index]
        anchored = anchored or line.anchored
        if line.text.text.strip():
            yield _paragraph(line, anchored)
            anchored = False
        index += 1


def _paragraph(line: Line, anchored: bool) -> Paragraph:
    return Paragraph(line.text.stripped(), toc_anchor=anchored, toc_entry=bool(_TOC_ENTRY.fullmatch(line.text.text)))


def _table_end(lines: list[Line], start: int) -> int:
    """The index behind the last row: a row ends with an empty line, and the table where no cell follows."""
    index = start
    while index < len(lines):
        if lines[index].empty and not (index + 1 < len(lines) and _CELL_START.match(lines[index + 1].text.text)):
            break
        index += 1
    return index


def _table_blocks(lines: list[Line], start: int, end: int) -> Iterator[Block]:
    rows = tuple(_rows(lines[start:end]))
    behind = lines[end : end + 2]
    if _is_indented_prose(rows, closed=len(behind) == 2 and all(line.empty for line in behind)):
        for line in lines[start:end]:
            if line.text.text.strip():
                yield _paragraph(line, line.anchored)
        return
    yield Table(rows, spans_known=False, line_start=start + 1, line_end=lines[end - 1].number)


def _is_indented_prose(rows: tuple[tuple[Cell, ...], ...], closed: bool) -> bool:
    """Whether the tabs are indents of paragraphs: sentences in one column or one row, and no second empty line behind them."""
    if closed or not (len(rows) == 1 or all(len(row) == 1 for row in rows)):
        return False
    return all(cell.text.text.rstrip().endswith(_SENTENCE_END) for row in rows for cell in row)


def _rows(lines: list[Line]) -> Iterator[tuple[Cell, ...]]:
    cells: list[list[LocatedText]] = []
    for line in lines:
        text = line.text
        begin = _CELL_START.match(text.text)
        if begin:
            cells.append([text.cut(begin.end()) or LocatedText("", text.cut(0, 1).segments)])
        elif line.empty:
            yield _row(cells)
            cells = []
        elif text:
            cells[-1].append(text)
    if cells:
        yield _row(cells)


def _row(cells: list[list[LocatedText]]) -> tuple[Cell, ...]:
    return tuple(Cell(LocatedText.join(parts, "\n")) for parts in cells)
