"""Numbered tables of a plan (专栏, 表): caption, columns, rows, notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kuanggui.model.located import LocatedText


class Fill(StrEnum):
    """Why a cell holds a text that does not stand in it in the source."""

    NONE = "none"
    DOWN = "down"  # vertically merged: the text of the cell above
    RIGHT = "right"  # horizontally merged: covered by the cell to its left


@dataclass(frozen=True, slots=True)
class BoxCell:
    """One grid cell. A cell with `fill` DOWN repeats the text above it; one with RIGHT is covered and has no text."""

    text: LocatedText
    fill: Fill = Fill.NONE
    certain: bool = True

    @property
    def value(self) -> str:
        """The cleaned text."""
        return self.text.text


@dataclass(frozen=True, slots=True)
class BoxColumn:
    """A column. `header` holds the header words from top to bottom; `inferred` says why the header is not from the source."""

    header: tuple[str, ...]
    inferred: str | None = None

    @property
    def name(self) -> str:
        """The header words joined, repeated words left out."""
        return _joined(self.header)


@lru_cache(maxsize=1024)  # every cell asks for the name of its column
def _joined(header: tuple[str, ...]) -> str:
    return "/".join(dict.fromkeys(word for word in header if word))


class RowRole(StrEnum):
    """What a body row is."""

    DATA = "data"
    SUBHEADER = "subheader"  # header words in the middle of a table
    GROUP = "group"  # a band naming the rows below it
    TOTAL = "total"  # 合计, 小计, 累计, 总计


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A body row on the grid; `cells` has one cell per column, `raw` the cells as the source has them."""

    cells: tuple[BoxCell, ...]
    raw: tuple[LocatedText, ...]
    role: RowRole = RowRole.DATA
    line: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A captioned table or list.

    `id` is unique in the document (`box-5`, `box-5-2` for the second 专栏5, `box-t3` for the third table without number);
    `label` is as printed (专栏5, 表1-1) or None; `items` holds the lines of a box that is a list; `remarks` says what the
    reader noticed about its shape (header cells lost, columns inferred).
    """

    id: str
    label: str | None
    number: str | None
    title: str
    caption: LocatedText | None
    unit_note: str | None
    columns: tuple[BoxColumn, ...]
    header: tuple[BoxRow, ...]
    rows: tuple[BoxRow, ...]
    notes: tuple[LocatedText, ...]
    items: tuple[LocatedText, ...]
    section: str
    line_start: int
    line_end: int
    remarks: tuple[str, ...] = ()
