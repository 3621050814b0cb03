"""What stands where on a page: lines of text and ruled tables, in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kuanggui.model.located import LocatedText


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `number` and `column` say where it begins among all text of its page.

    `lead` is the width of what no line break could part from its beginning: a character, or a figure or Latin word. `ends_blank` if
    the file has a blank behind its last character.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    lead: float = 0.0
    ends_blank: bool = False
    page: int = 0
    number: int = 0
    column: int = 0

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    def located(self) -> LocatedText:
        """The text with its place."""
        return LocatedText.from_line(self.text, self.number, self.column, self.page)


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a ruled table: its first grid row and column, its extent, its lines, its width in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...] = ()
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table; `edges` are its vertical grid lines from left to right."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    row_count: int
    cells: tuple[PageCell, ...]


@dataclass(slots=True)
class PageLayout:
    """Everything read from one page."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    characters: int = 0
    rotated: int = 0
    undecoded: int = 0
    crowded: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the page has no text at all."""
        return not self.lines and not any(cell.lines for table in self.tables for cell in table.cells)


def number_lines(page: PageLayout) -> PageLayout:
    """The page with every line numbered from the top and its column counted from the left, table cells included."""
    found = [*page.lines, *(line for table in page.tables for cell in table.cells for line in cell.lines)]
    placed: dict[int, Line] = {}
    number, column, reach = 0, 0, float("-inf")
    for line in sorted(found, key=lambda line: line.middle):
        if line.middle > reach:
            number += 1
            reach = line.middle + line.size / 2
        placed[id(line)] = replace(line, page=page.number, number=number)
    columns: dict[int, int] = {}
    for line in sorted(found, key=lambda line: line.x0):
        column = columns.get(placed[id(line)].number, 0)
        placed[id(line)] = replace(placed[id(line)], column=column)
        columns[placed[id(line)].number] = column + len(line.text) + 1
    return replace_lines(page, placed)


def replace_lines(page: PageLayout, by: dict[int, Line]) -> PageLayout:
    """The page with other lines in place of its own, by identity."""
    tables = [
        replace(t, cells=tuple(replace(c, lines=tuple(by[id(line)] for line in c.lines)) for c in t.cells))
        for t in page.tables
    ]
    return replace(page, lines=[by[id(line)] for line in page.lines], tables=tables)
