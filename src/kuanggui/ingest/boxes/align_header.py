"""Putting header cells over the columns: the lowest row by what its words announce, the rows above over the cells of the row below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.ingest.boxes.align import MISMATCH, WIDEST_SLACK, Costs, align_row, body_costs
from kuanggui.ingest.boxes.cell_types import CellType, is_year
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words

# Header words stretch easily, and over any columns; only the boundaries of the body hold them back.
_STRETCH = 0.3
_CROSSING = 1.0
_OVER_FIGURES = 0.3


@dataclass(frozen=True, slots=True)
class HeaderFit:
    """Header rows on the grid.

    `exact` if the source gave their columns; `conflict` if a word stands over a column of another kind than it announces.
    """

    rows: list[GridRow]
    exact: bool = False
    conflict: bool = False


def align_header(rows: Sequence[GridRow], profile: Profile) -> HeaderFit:
    """Lay header rows on the grid from the lowest to the topmost."""
    placed: list[GridRow] = []
    for row in reversed(rows):
        if placed and len(row.cells) < len(placed[0].cells):
            placed.insert(0, row.placed(_over(row, placed[0])))
        else:
            kinds = [announced(cell.value) for cell in row.cells]
            placed.insert(0, row.placed(align_row(kinds, header_costs(profile), {})))
    conflict = any(_conflicts(cell.value, cell.start, profile) for cell in (placed[-1].cells if placed else ()))
    return HeaderFit(placed, conflict=conflict)


def announced(words: str) -> CellType | None:
    """The type of cells that header words announce; None where they do not say."""
    if not words:
        return CellType.EMPTY
    return CellType.NUMBER if is_year(words) else table_words().header_type(words)


def header_costs(profile: Profile) -> Costs:
    """What it costs to put header words over columns; words that announce nothing fit everywhere."""
    body = body_costs(profile)
    width = profile.width
    covered = [0.0]
    for column in range(width):
        figures = _OVER_FIGURES if profile.is_number(column) else 0.0
        covered.append(covered[-1] + _CROSSING * profile.edges[column] + figures + 0.01 * (width - column))
    kinds: list[CellType | None] = [*CellType, None]
    begin = {kind: [0.0] * width if kind is None else body.begin[kind] for kind in kinds}
    return Costs(begin, dict.fromkeys(kinds, covered), dict.fromkeys(kinds, _STRETCH), width)


def _conflicts(words: str, column: int, profile: Profile) -> bool:
    kind = announced(words)
    if kind is None or kind is CellType.EMPTY or not profile.shares[column]:
        return False
    return MISMATCH * (1 - profile.shares[column].get(kind, 0.0)) > MISMATCH * 0.9


def _over(row: GridRow, below: GridRow) -> tuple[tuple[int, int], ...]:
    """Extents of an upper header row: over an empty cell stands the cell that reaches down into it, over words a common head."""
    heads = _share_out(len(row.cells), [bool(cell.value) for cell in below.cells])
    extents: list[tuple[int, int]] = []
    position = 0
    for count in heads:
        group = below.cells[position : position + count]
        extents.append((group[0].start, group[-1].end - group[0].start))
        position += count
    return tuple(extents)


def _share_out(cells: int, has_words: Sequence[bool]) -> list[int]:
    """How many of the cells below each upper cell covers: cheapest sum by dynamic programming over (upper cell, lower cell)."""
    count = len(has_words)
    if count - cells > WIDEST_SLACK:
        return [1] * (cells - 1) + [count - cells + 1]
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [])}]
    for index in range(cells):
        row: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, sizes) in best[-1].items():
            for end in range(start + 1, count - (cells - index - 1) + 1):
                total = cost + _head_cost(has_words[start:end])
                if end not in row or total < row[end][0]:
                    row[end] = (total, [*sizes, end - start])
        best.append(row)
    return best[-1][count][1]


def _head_cost(has_words: Sequence[bool]) -> float:
    """An empty cell alone below its head, or words alone; a mixture is wrong, a single word below a head is unusual."""
    if not any(has_words):
        return 1.0 * (len(has_words) - 1)
    if not all(has_words):
        return 2.0 * has_words.count(False)
    return 0.5 if len(has_words) == 1 else 0.0
