"""What a plan is made of, before it takes a form: headings, paragraphs, tables with merged cells."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """Depth of a heading; the title stands above the chapters."""

    TITLE = 0
    CHAPTER = 1
    SECTION = 2
    ITEM = 3
    SUBITEM = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """One line that opens a part of the plan."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its upper left corner (from 0) and the rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: cells in reading order; every place is covered by exactly one cell."""

    rows: int
    columns: int
    header_rows: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A table of the running text; its caption is `inside` (the first row), `before` or `after` it, or `none`."""

    caption: str
    caption_place: str
    grid: Grid


Block = Heading | Paragraph | Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """One annex table of a workbook."""

    name: str
    grid: Grid
