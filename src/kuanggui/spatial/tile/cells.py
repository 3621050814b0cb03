"""Ground of features too small to be seen, gathered into the cells of a raster: nothing vanishes when a map is zoomed out."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.plane import degrees_to_plane
from kuanggui.spatial.tile.grid import EXTENT, Tile

CELLS = 128
"""Cells along the side of a tile: 4 pixels each, for tiles drawn 512 pixels wide."""
CLASSES = 5
_UNIT = EXTENT // CELLS


def gather(boxes: Floats, areas_m2: Floats, tile: Tile) -> list[tuple[int, Any]]:
    """For each class of cover the cells that fall into it, as a multipolygon in units of the tile.

    Boxes, shape (n, 4), lie on the kernel's plane, where areas are true; each area counts for the cell that the middle of its
    box falls into. The class is the covered share of a cell in percent, rounded up to 20, 40 … 100.
    """
    columns, rows = _lines(tile)
    column = np.searchsorted(columns, (boxes[:, 0] + boxes[:, 2]) / 2, side="right") - 1
    row = np.searchsorted(rows, (boxes[:, 1] + boxes[:, 3]) / 2, side="right") - 1
    inside = (column >= 0) & (column < CELLS) & (row >= 0) & (row < CELLS)
    covered = np.bincount(row[inside] * CELLS + column[inside], areas_m2[inside], minlength=CELLS * CELLS)
    whole = np.diff(rows)[:, None] * np.diff(columns)[None, :]
    classes = np.ceil(np.clip(covered.reshape(CELLS, CELLS) / whole, 0, 1) * CLASSES).astype(np.int64)
    return [
        (each * 100 // CLASSES, _runs(classes == each)) for each in range(1, CLASSES + 1) if (classes == each).any()
    ]


def _lines(tile: Tile) -> tuple[Floats, Floats]:
    """The lines between cells on the kernel's plane: from west to east, and from south to north."""
    west, _, east, _ = tile.window()
    lons, lats = np.linspace(west, east, CELLS + 1), tile.rows_at(CELLS)
    return degrees_to_plane(lons, np.zeros_like(lons))[0], degrees_to_plane(np.zeros_like(lats), lats)[1]


def _runs(cells: NDArray[np.bool_]) -> Any:
    """Cells side by side in a row as one box; rows are counted from the south here and from the north in a tile."""
    padded = np.zeros((CELLS, CELLS + 2), dtype=np.int8)
    padded[:, 1:-1] = cells
    change = np.diff(padded, axis=1)
    row, first = _where(change == 1)
    _, last = _where(change == -1)
    top = (CELLS - 1 - row) * _UNIT
    return shapely.multipolygons(shapely.box(first * _UNIT, top, last * _UNIT, top + _UNIT))


def _where(flags: NDArray[np.bool_]) -> tuple[Integers, Integers]:
    rows, columns = np.nonzero(flags)
    return rows, columns
