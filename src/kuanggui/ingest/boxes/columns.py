"""Header paths and kinds of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kuanggui.ingest.boxes.cell_types import CellType
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.texts import one_line
from kuanggui.ingest.boxes.words import table_words

_FIGURES = frozenset({CellType.NUMBER, CellType.UNIT})


class ColumnKind(StrEnum):
    """How empty cells of a column are to be read."""

    LABEL = "label"  # names the row: an empty cell continues the one above
    CATEGORY = "category"  # says something about groups of rows: likewise
    VALUE = "value"  # figures and units: an empty cell is empty
    WORDS = "words"  # text that belongs to the entity of the row
    REMARK = "remark"  # text that belongs to one row only


@dataclass(frozen=True, slots=True)
class Columns:
    """Header words of every column from top to bottom, and its kind."""

    headers: tuple[tuple[str, ...], ...]
    kinds: tuple[ColumnKind, ...]

    def label_columns(self) -> tuple[int, ...]:
        """Indexes of the columns that name the rows."""
        return tuple(c for c, kind in enumerate(self.kinds) if kind is ColumnKind.LABEL)


def header_paths(header: Sequence[GridRow], width: int) -> tuple[tuple[str, ...], ...]:
    """The header words over each column, from top to bottom."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for row in header:
        for cell in row.cells:
            for column in range(cell.start, min(cell.end, width)):
                if cell.value:
                    paths[column].append(one_line(cell.text).text)
    return tuple(map(tuple, paths))


def column_kinds(
    headers: Sequence[tuple[str, ...]], profile: Profile, body: Sequence[GridRow]
) -> tuple[ColumnKind, ...]:
    """The kind of each column: labels are the words in front of the first figures or units."""
    labels = _label_count(headers, profile)
    return tuple(
        ColumnKind.LABEL if column < labels else _kind(column, words, profile, body)
        for column, words in enumerate(headers)
    )


def _label_count(headers: Sequence[tuple[str, ...]], profile: Profile) -> int:
    """Leading columns of words; serial numbers in front of them and among them belong to them."""
    column = 1 if profile.width > 1 and profile.is_number(0) and _is_serial(headers[0]) else 0
    while column < profile.width and (column in profile.serial or profile.main_type(column) not in _FIGURES):
        if _matches(headers[column], (*table_words().never_filled, *table_words().category)):
            break
        column += 1
    return column


def _is_serial(words: Sequence[str]) -> bool:
    return not words or table_words().header_type(words[-1]) is not CellType.NUMBER


def _kind(column: int, words: tuple[str, ...], profile: Profile, body: Sequence[GridRow]) -> ColumnKind:
    if _matches(words, table_words().never_filled):
        return ColumnKind.REMARK
    if profile.main_type(column) in {CellType.NUMBER, CellType.UNIT, CellType.EMPTY}:
        return ColumnKind.VALUE
    if _matches(words, table_words().category) or _few_words(column, body):
        return ColumnKind.CATEGORY
    return ColumnKind.WORDS


def _matches(words: Sequence[str], ends: tuple[str, ...]) -> bool:
    return bool(words) and words[-1].endswith(ends)


def _few_words(column: int, body: Sequence[GridRow]) -> bool:
    """Whether each word of a mostly empty column stands for a group of rows: few words, none of them twice in a row."""
    cells = [cell for row in body for cell in row.cells if cell.start == column]
    words = [cell.value for cell in cells if cell.value]
    return len(cells) > 5 and 0 < len(words) <= len(cells) / 4 and bool(cells[0].value) and len(words) <= 4
