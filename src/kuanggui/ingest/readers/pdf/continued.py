"""Tables that go on over pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from kuanggui.ingest.readers.pdf.layout import PageCell, PageTable
from kuanggui.ingest.readers.pdf.wrapping import goes_on

_SAME_EDGE = 3.0
_LONGEST_HEADER = 5  # rows


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table with all its pieces so far; `header_rows` that its later pieces repeat, None while there is one piece only."""

    table: PageTable
    header_rows: int | None = None

    def goes_on_in(self, piece: PageTable) -> bool:
        """Whether a piece at the top of the next page is as wide and has the same columns, merged ones aside."""
        one, other = self.table.edges, piece.edges
        if len(one) > len(other):
            one, other = other, one
        return _same(one[0], other[0]) and _same(one[-1], other[-1]) and all(any(map(_near(x), other)) for x in one)

    def with_piece(self, piece: PageTable) -> WholeTable:
        """The table with another piece; header rows that it repeats are taken out."""
        edges = _united(self.table.edges, piece.edges)
        table, piece = _on_edges(self.table, edges), _on_edges(piece, edges)
        repeated = _repeated_rows(table, piece)
        header = repeated if self.header_rows is None else min(self.header_rows, repeated)
        return WholeTable(_stitched(table, _without_rows(piece, repeated)), header)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_EDGE


def _near(x: float) -> Callable[[float], bool]:
    return partial(_same, x)


def _united(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sorted([*one, *(x for x in other if not any(map(_near(x), one)))]))


def _on_edges(piece: PageTable, edges: tuple[float, ...]) -> PageTable:
    """A piece on a grid that has its own edges and more; its cells span the columns that lie in them."""
    if len(edges) == len(piece.edges):
        return piece
    place = [min(range(len(edges)), key=lambda index: abs(edges[index] - x)) for x in piece.edges]
    cells = tuple(
        replace(cell, column=place[cell.column], column_span=place[cell.column + cell.column_span] - place[cell.column])
        for cell in piece.cells
    )
    return replace(piece, edges=edges, cells=cells)


def _repeated_rows(first: PageTable, piece: PageTable) -> int:
    """How many of its first rows a piece has in common with the beginning of the table, at most up to a clean cut below them."""
    common = 0
    for count in range(1, min(_LONGEST_HEADER, first.row_count - 1, piece.row_count) + 1):
        if _ends_at(piece, count) and _shown(first, count) == _shown(piece, count):
            common = count
    return common


def _ends_at(piece: PageTable, row: int) -> bool:
    return all(cell.row >= row or cell.row + cell.row_span <= row for cell in piece.cells)


def _shown(piece: PageTable, rows: int) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, "".join(line.text for line in cell.lines))
        for cell in piece.cells
        if cell.row < rows
    ]


def _without_rows(piece: PageTable, rows: int) -> PageTable:
    kept = tuple(replace(cell, row=cell.row - rows) for cell in piece.cells if cell.row >= rows)
    return replace(piece, cells=kept, row_count=piece.row_count - rows)


def _stitched(table: PageTable, piece: PageTable) -> PageTable:
    """Two pieces as one; what the end of the page has torn in two, a row or a merged cell, is put together again."""
    top = [cell for cell in piece.cells if cell.row == 0]
    pairs = {(cell.row, cell.column): (_above(table, cell), cell) for cell in top}
    torn_row = _is_torn(list(pairs.values()))
    joined = {place: pair for place, pair in pairs.items() if torn_row or _is_merged(*pair)}
    grown = {id(above): _grown(above, cell, torn_row) for above, cell in joined.values() if above is not None}
    shift = table.row_count - torn_row
    below = [
        replace(cell, row=cell.row + shift)
        for cell in piece.cells
        if cell.row > 0 or (cell.row, cell.column) not in joined
    ]
    cells = (*(grown.get(id(cell), cell) for cell in table.cells), *below)
    return replace(table, cells=cells, row_count=shift + piece.row_count)


def _above(table: PageTable, cell: PageCell) -> PageCell | None:
    """The cell of the last row that stands above a cell of the next piece and is as wide."""
    place = (cell.column, cell.column_span)
    last = (c for c in table.cells if c.row + c.row_span == table.row_count)
    return next((c for c in last if (c.column, c.column_span) == place), None)


def _is_torn(pairs: list[tuple[PageCell | None, PageCell]]) -> bool:
    """Whether a row goes on: every cell can be the rest of the one above, and some cell has come to its end before."""
    ended = any(above is not None and above.lines and not cell.lines for above, cell in pairs)
    return ended and all(_is_rest(above, cell) for above, cell in pairs)


def _is_rest(above: PageCell | None, cell: PageCell) -> bool:
    """Whether a cell can be the rest of the one above: it is empty, or the line above could not end where it does."""
    if above is None:
        return False
    return not cell.lines or (bool(above.lines) and goes_on(above.lines[-1], cell.lines[0], above.width))


def _is_merged(above: PageCell | None, cell: PageCell) -> bool:
    """Whether an empty cell continues one that is merged over several rows, or is so itself."""
    return above is not None and not cell.lines and bool(above.lines) and above.row_span + cell.row_span > 2


def _grown(above: PageCell, cell: PageCell, torn_row: bool) -> PageCell:
    return replace(above, row_span=above.row_span + cell.row_span - torn_row, lines=(*above.lines, *cell.lines))
