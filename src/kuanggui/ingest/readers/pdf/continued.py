"""Tables that go on over pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from kuanggui.ingest.readers.pdf.layout import PageCell, PageTable

_SAME_EDGE = 3.0
_LONGEST_HEADER = 5  # rows


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The pieces of one table, and how many header rows its later pieces repeat; None where it has one piece only."""

    pieces: tuple[PageTable, ...]
    header_rows: int | None = None

    def goes_on_in(self, piece: PageTable) -> bool:
        """Whether a piece at the top of the next page is as wide and has the same columns, merged ones aside."""
        one, other = self.pieces[-1].edges, piece.edges
        if len(one) > len(other):
            one, other = other, one
        return _same(one[0], other[0]) and _same(one[-1], other[-1]) and all(any(map(_near(x), other)) for x in one)

    def with_piece(self, piece: PageTable) -> WholeTable:
        """The table with another piece; header rows that it repeats are taken out."""
        edges = _united(self.pieces[-1].edges, piece.edges)
        pieces = [_on_edges(p, edges) for p in (*self.pieces, piece)]
        repeated = _repeated_rows(pieces[0], pieces[-1])
        header = repeated if self.header_rows is None else min(self.header_rows, repeated)
        return WholeTable((*pieces[:-1], _without_rows(pieces[-1], repeated)), header)

    def cells(self) -> list[PageCell]:
        """All cells, their rows counted through the pieces."""
        found: list[PageCell] = []
        above = 0
        for piece in self.pieces:
            found.extend(replace(cell, row=cell.row + above) for cell in piece.cells)
            above += piece.row_count
        return found

    @property
    def row_count(self) -> int:
        """The rows of all pieces together."""
        return sum(piece.row_count for piece in self.pieces)


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
