"""The figures of a box on its grid: what can be added, divided and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.table_words import table_words
from kuanggui.model.box import Box, Fill, RowRole
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.model.units import Basis
from kuanggui.regulation import parse_unit


class Holding(StrEnum):
    """What a cell holds."""

    FIGURE = "figure"  # one number, or a printed sum such as 40+5
    INEXACT = "inexact"  # a range, a bound, an approximate number
    BLANK = "blank"
    NONE = "none"  # a dash or 无
    TEXT = "text"
    COVERED = "covered"  # part of a merged cell


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell at `row`, `column` (from 0); `quantity` is None unless it holds a number. It stands where its number stands."""

    row: int
    column: int
    text: str
    holding: Holding
    place: Place
    quantity: Quantity | None = None
    basis: Basis | None = None

    @property
    def value(self) -> Decimal:
        """The number; what is left empty or struck out counts as 0."""
        return self.quantity.high if self.quantity else Decimal(0)

    @property
    def decimals(self) -> int:
        """Printed places behind the point."""
        return self.quantity.decimals if self.quantity else 0

    @property
    def components(self) -> tuple[Decimal, ...]:
        """The parts of a printed sum, otherwise the number."""
        return (self.quantity.addends if self.quantity else ()) or (self.value,)

    @property
    def is_count(self) -> bool:
        """Whether the number counts things."""
        return self.quantity is not None and self.quantity.is_count and self.quantity.decimals == 0

    @property
    def is_figure(self) -> bool:
        """Whether one exact number is printed."""
        return self.holding is Holding.FIGURE

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed, or a sign for nothing."""
        return self.holding in {Holding.BLANK, Holding.NONE, Holding.COVERED}


Line = Sequence[Entry]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The entries of a box row by row and the columns that hold figures; `home` is the code of the area of the plan."""

    box: Box
    rows: tuple[tuple[Entry, ...], ...]
    figure_columns: tuple[int, ...]
    home: str | None = None

    def column(self, index: int) -> tuple[Entry, ...]:
        """The entries of a column from top to bottom."""
        return tuple(row[index] for row in self.rows)

    def role(self, row: int) -> RowRole:
        """What a row is."""
        return self.box.rows[row].role

    def is_own(self, entry: Entry) -> bool:
        """Whether the words of a cell are printed in it rather than above it."""
        return self.box.rows[entry.row].cells[entry.column].fill is Fill.NONE

    def header(self, column: int) -> str:
        """The header words of a column."""
        return self.box.columns[column].name

    def leaf(self, column: int) -> str:
        """The innermost header words of a column, empty for a column without a header."""
        return next((word for word in reversed(self.box.columns[column].header) if word), "")

    def top(self, column: int) -> str:
        """The outermost header words of a column, empty for a column without a header."""
        return next(iter(self.box.columns[column].header), "")

    def header_at(self, row: int, column: int) -> str:
        """The header words of a column as they hold at a row: header words in the middle of the table replace those above."""
        for above in range(row - 1, -1, -1):
            if self.role(above) is RowRole.SUBHEADER and (text := self.rows[above][column].text):
                return text
        return self.header(column)

    def is_plain(self, row: int) -> bool:
        """Whether the header above the table holds for a row."""
        return self.role(row) in {RowRole.DATA, RowRole.TOTAL} and row < _first_subheader(self)

    def labels(self, row: int) -> tuple[str, ...]:
        """The texts of the label cells of a row from left to right, each once."""
        texts = (entry.text for entry in self.rows[row] if entry.column not in self.figure_columns)
        return tuple(dict.fromkeys(text for text in texts if text))

    def label(self, row: int) -> str:
        """What a row is called: its last two labels in front of the figures, units and numbers left out."""
        return " ".join(_leading(self, row)) or f"第{row + 1}行"

    @property
    def overlaps(self) -> bool:
        """Whether a note says that parts overlap or were counted once, so that they need not add up."""
        return any(table_words().overlap.search(note.text) for note in self.box.notes)

    @property
    def name(self) -> str:
        """How the box is called in messages."""
        return self.box.label or f"《{self.box.title}》"


@lru_cache(maxsize=1024)
def _first_subheader(grid: Grid) -> int:
    """The first row with header words in the middle of the table; the number of rows where there is none."""
    roles = [row.role for row in grid.box.rows]
    return roles.index(RowRole.SUBHEADER) if RowRole.SUBHEADER in roles else len(roles)


@once_per_case
def grids(case: AuditCase) -> tuple[Grid, ...]:
    """The grids of all boxes that are tables."""
    return tuple(_grid(case, box) for box in case.reading.boxes if box.rows and not box.items)


def _grid(case: AuditCase, box: Box) -> Grid:
    rows = tuple(
        tuple(_entry(case, box, r, c) for c in range(min(len(row.cells), len(box.columns))))
        for r, row in enumerate(box.rows)
    )
    width = min((len(row) for row in rows), default=0)
    columns = tuple(c for c in range(width) if _holds_figures(box, [row[c] for row in rows]))
    return Grid(box, tuple(row[:width] for row in rows), columns, case.reading.region)


def _holds_figures(box: Box, entries: Line) -> bool:
    told = [e for e in entries if not e.is_empty and box.rows[e.row].role in {RowRole.DATA, RowRole.TOTAL}]
    figures = sum(e.quantity is not None for e in told)
    return figures * 2 >= len(told) and figures > 0


def _entry(case: AuditCase, box: Box, r: int, c: int) -> Entry:
    cell = box.rows[r].cells[c]
    text = cell.value.strip()
    place = case.cell_place(box, r, c)
    if cell.fill is Fill.RIGHT:
        return Entry(r, c, "", Holding.COVERED, place)
    if cell.fill is Fill.DOWN:
        return Entry(r, c, text, Holding.TEXT if text else Holding.COVERED, place)
    if not text:
        return Entry(r, c, "", Holding.BLANK, place)
    if table_words().none.fullmatch(text):
        return Entry(r, c, text, Holding.NONE, place)
    token = _number(case, box.id, r, c)
    if token is None or token.quantity is None:
        return Entry(r, c, text, Holding.TEXT, place)
    exact = token.quantity.relation is Relation.EQUAL and not token.quantity.is_range
    holding = Holding.FIGURE if exact else Holding.INEXACT
    return Entry(r, c, text, holding, token.place, token.quantity, _basis(case, box.id, r, c, token))


def _number(case: AuditCase, box: str, r: int, c: int) -> NumberToken | None:
    """The number a cell stands for: its first, if words do not outweigh it."""
    tokens = case.numbers_in_cell.get((box, r, c), ())
    first = tokens[0] if tokens else None
    if first is None or first.quantity is None or first.kind not in {NumberKind.QUANTITY, NumberKind.NOT_UNDERSTOOD}:
        return None
    return first if first.start <= 1 or first.quantity.relation is not Relation.EQUAL else None


def _basis(case: AuditCase, box: str, r: int, c: int, token: NumberToken) -> Basis | None:
    facts = case.facts_in_cell.get((box, r, c), ())
    return next((fact.quantity.basis for fact in facts), token.quantity.basis if token.quantity else None)


def _leading(grid: Grid, row: int) -> tuple[str, ...]:
    cells = [e for e in grid.rows[row] if e.text and e.column not in grid.figure_columns]
    first = min(grid.figure_columns, default=len(grid.rows[row]))
    named = [e.text for e in cells if table_words().name_header.fullmatch(grid.header(e.column))]
    texts = named or [e.text for e in cells if e.column < first]
    words = [text for text in texts if not text.isdigit() and parse_unit(text) is None] or texts
    return tuple(dict.fromkeys(words))[-2:]
