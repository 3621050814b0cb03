"""Taking a table apart: caption and unit rows, header, body, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kuanggui.ingest.boxes.captions import Caption, is_note, read_caption, read_title, read_unit_line
from kuanggui.ingest.boxes.cell_types import CellType, cell_type, has_figures, is_year
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words
from kuanggui.model.located import LocatedText

_MOST_HEADER_ROWS = 4


@dataclass
class Parts:
    """The parts of one table; `first_line` and `last_line` are those of the table without captions outside it."""

    caption: Caption | None = None
    caption_text: LocatedText | None = None
    unit: str | None = None
    header: list[GridRow] = field(default_factory=list)
    body: list[GridRow] = field(default_factory=list)
    notes: list[LocatedText] = field(default_factory=list)
    first_line: int = 0
    last_line: int = 0


def take_apart(rows: Sequence[GridRow], captioned: bool, declared_header: int | None) -> Parts:
    """Tell the rows of a table apart; `captioned` if a caption stands outside, `declared_header` counts rows marked as header."""
    parts = Parts(first_line=rows[0].line if rows else 0, last_line=max((row.last_line for row in rows), default=0))
    left = list(rows)
    while len(left) > 1 and _take_top(left, parts, captioned):
        left.pop(0)
    behind: list[LocatedText] = []
    while left and _is_note_row(left[-1]):
        behind.insert(0, _joined(left.pop()))
    parts.notes += behind
    count = _header_count(left, (declared_header or 0) - (len(rows) - len(left)))
    parts.header, parts.body = left[:count], left[count:]
    return parts


def _take_top(left: list[GridRow], parts: Parts, captioned: bool) -> bool:
    """Whether the first row is a caption, a unit line or a title, which then is taken."""
    row = left[0]
    words = " ".join(cell.value for cell in row.filled)
    if len(row.filled) > 2 or not words or (len(row.cells) > 2 and len(row.filled) == 2):
        return False
    if len(row.filled) == 1 and (unit := read_unit_line(words)):
        parts.unit = unit
        return True
    if captioned or parts.caption:
        return _take_line_below_caption(left, parts)
    caption = read_caption(words)
    if caption is None and row.is_band() and _could_be_title(row.cells[0].value, left):
        caption = read_title(words)
    if caption:
        parts.caption, parts.caption_text = caption, _joined(row)
    return caption is not None


def _take_line_below_caption(left: list[GridRow], parts: Parts) -> bool:
    """Whether a line such as 基期：2020年 stands between caption and header, which then is kept with the notes."""
    row, below = left[0], left[1]
    if len(row.filled) != 1 or not row.cells[0].value or below.is_band() or has_figures(below.values):
        return False
    if not (row.is_band() or "：" in row.cells[0].value):
        return False
    parts.notes.append(row.cells[0].text)
    return True


def _could_be_title(words: str, left: list[GridRow]) -> bool:
    """A short line above other rows, unless it is one of a list of lines."""
    if len(words) > table_words().longest_title or re.search(r"[。；]", words) or is_note(words):
        return False
    return not left[1].is_band() or len(left) == 2


def _joined(row: GridRow) -> LocatedText:
    return LocatedText.join([cell.text for cell in row.filled], " ")


def _is_note_row(row: GridRow) -> bool:
    """A row of nothing but a note; a body row that merely begins with 说明 has figures or more cells."""
    filled = row.filled
    return (
        bool(filled)
        and filled[0] is row.cells[0]
        and len(filled) <= 2
        and is_note("：".join(cell.value for cell in filled))
    )


def _header_count(rows: Sequence[GridRow], declared: int) -> int:
    """How many rows at the top hold header words."""
    if len(rows) < 2 or all(row.is_band() for row in rows) or has_figures(rows[0].values):
        return max(0, min(declared, len(rows) - 1))
    count = 1
    while count < min(len(rows) - 1, _MOST_HEADER_ROWS) and _continues_header(rows[count - 1], rows[count]):
        count += 1
    return max(count, min(declared, len(rows) - 1))


def _continues_header(above: GridRow, row: GridRow) -> bool:
    """Units below the header words, column numbers, or words below a header cell that reaches over several columns."""
    filled = row.filled
    if not filled:
        return False
    if _gives_units(row) or _counts_columns(row):
        return True
    reaches_over = len(row.cells) > len(above.cells) > 1 and not has_figures(row.values)
    return reaches_over and (not row.cells[0].value or all(_announces(cell.value) for cell in filled))


def _gives_units(row: GridRow) -> bool:
    """Units below the header words; a word such as the name of a coordinate system may stand among them."""
    filled = row.filled
    units = sum(_is_unit(cell.value) for cell in filled)
    if units == len(filled):
        return True
    return not row.cells[0].value and units * 2 >= len(filled) and not has_figures(row.values)


def _is_unit(words: str) -> bool:
    return all(cell_type(word) is CellType.UNIT for word in re.split(r"[、，,]", words.strip("（）()")))


def _announces(words: str) -> bool:
    return is_year(words) or table_words().header_type(words) is not None


def _counts_columns(row: GridRow) -> bool:
    """Whether the cells are 1, 2, 3, … or 甲, 乙, 1, 2, …"""
    words = [cell.value.strip("()（）") for cell in row.cells]
    figures = [int(word) for word in words if word.isascii() and word.isdigit()]
    letters = [word for word in words if word in "甲乙丙丁戊" and word]
    return len(words) > 2 and len(figures) + len(letters) == len(words) and figures == list(range(1, len(figures) + 1))
