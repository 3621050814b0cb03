"""Table rows in one shape for every source: cells from left to right, merged-away ones as empty cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuanggui.ingest.boxes.cell_types import CellType, cell_type
from kuanggui.model.document import Cell, Table
from kuanggui.model.located import LocatedText

_NOTHING = LocatedText("", ())


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at grid columns `start` to `start + span`; `merged` if the source says that the cell above reaches into it.

    `text` is cleaned, `raw` as in the source. A text export tells no columns: they are found by `align`, and until then unknown.
    """

    text: LocatedText
    raw: LocatedText
    start: int = -1
    span: int = 1
    merged: bool = False

    @property
    def value(self) -> str:
        """The cleaned words."""
        return self.text.text

    @property
    def type(self) -> CellType:
        """What kind of words they are."""
        return cell_type(self.text.text)

    @property
    def end(self) -> int:
        """The column behind the cell."""
        return self.start + self.span

    @property
    def could_be_merged(self) -> bool:
        """Whether the cell is truly empty: a blank in it was typed, so that nothing was merged away."""
        return not self.raw.text


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; `line` is where it begins in the source and `last_line` where it ends."""

    cells: tuple[GridCell, ...]
    line: int
    last_line: int

    @property
    def values(self) -> tuple[str, ...]:
        """The cleaned words of the cells."""
        return tuple(cell.text.text for cell in self.cells)

    @property
    def filled(self) -> tuple[GridCell, ...]:
        """The cells that hold words."""
        return tuple(cell for cell in self.cells if cell.text.text)

    def is_band(self) -> bool:
        """Whether one cell is all there is in the row."""
        return len(self.cells) == 1

    def placed(self, extents: tuple[tuple[int, int], ...]) -> GridRow:
        """The row with its cells put at (start, span)."""
        cells = (replace(c, start=start, span=span) for c, (start, span) in zip(self.cells, extents, strict=True))
        return replace(self, cells=tuple(cells))


def table_rows(raw: Table, cleaned: Table) -> list[GridRow]:
    """The rows of a table, `raw` and `cleaned` being the same table before and after cleaning."""
    pairs = [list(zip(r, c, strict=True)) for r, c in zip(raw.rows, cleaned.rows, strict=True)]
    if cleaned.spans_known:
        return list(_exact_rows(pairs))
    return [_row([GridCell(c.text, r.text) for r, c in pair]) for pair in pairs if pair]


def _row(cells: list[GridCell], line: int = 0) -> GridRow:
    own = [cell.raw for cell in cells if cell.raw.segments]
    first = min((text.segments[0].line for text in own), default=line)
    return GridRow(tuple(cells), first, max((text.last_line() for text in own), default=first))


def _exact_rows(pairs: list[list[tuple[Cell, Cell]]]) -> Iterator[GridRow]:
    """Put cells on the grid by their spans; a cell reaching down leaves an empty merged cell in the rows below."""
    reaching: dict[int, tuple[int, int]] = {}  # first column → (rows left, columns)
    line = 0
    for pair in pairs:
        cells: list[GridCell] = []
        following: dict[int, tuple[int, int]] = {}
        column = 0
        for raw, cell in pair:
            column = _pass_reaching(reaching, following, cells, column)
            cells.append(GridCell(cell.text, raw.text, column, cell.column_span))
            if cell.row_span > 1:
                following[column] = (cell.row_span - 1, cell.column_span)
            column += cell.column_span
        _pass_reaching(reaching, following, cells, column)
        reaching = following
        row = _row(cells, line)
        line = row.line
        if cells:
            yield row


def _pass_reaching(
    reaching: dict[int, tuple[int, int]], following: dict[int, tuple[int, int]], cells: list[GridCell], column: int
) -> int:
    while column in reaching:
        left, span = reaching.pop(column)
        cells.append(GridCell(_NOTHING, _NOTHING, column, span, merged=True))
        if left > 1:
            following[column] = (left - 1, span)
        column += span
    return column
