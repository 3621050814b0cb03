"""Tiles of the two grids that Chinese maps use: web mercator (天地图 `_w`) and degrees on CGCS2000 (天地图 `_c`).

Both halve the side of a tile from one level to the next and count columns eastwards and rows southwards. The first has one
tile at level 0; the second has one at level 0 too, of which the upper half is the globe, so that level `z` has 2^z columns
and 2^(z-1) rows from level 1 on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kuanggui.spatial.arrays import Floats

EXTENT = 4096
"""Units along the side of a tile."""
BUFFER = 96
"""Units around a tile that are drawn too, so that strokes and symbols at its border are whole."""
DEEPEST = 18
MERCATOR_RADIUS_M = 6_378_137.0
MERCATOR_EDGE_M = math.pi * MERCATOR_RADIUS_M


class Grid(StrEnum):
    """A grid by the EPSG code of its reference system."""

    MERCATOR = "3857"
    DEGREES = "4490"


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of a grid.

    >>> Tile(Grid.DEGREES, 1, 1, 0).window()
    (0.0, -90.0, 180.0, 90.0)
    """

    grid: Grid
    zoom: int
    column: int
    row: int

    @property
    def exists(self) -> bool:
        """Whether the grid has such a tile."""
        columns = 2**self.zoom if 0 <= self.zoom <= DEEPEST else 0
        rows = columns if self.grid is Grid.MERCATOR else max(columns // 2, min(columns, 1))
        return 0 <= self.column < columns and 0 <= self.row < rows

    @property
    def side(self) -> float:
        """Length of a side, in metres of the mercator plane or in degrees."""
        whole = 2 * MERCATOR_EDGE_M if self.grid is Grid.MERCATOR else 360.0
        return whole / 2.0**self.zoom

    @property
    def corner(self) -> tuple[float, float]:
        """The upper left corner, in metres of the mercator plane or in degrees."""
        west, north = (-MERCATOR_EDGE_M, MERCATOR_EDGE_M) if self.grid is Grid.MERCATOR else (-180.0, 90.0)
        return west + self.column * self.side, north - self.row * self.side

    def place(self, degrees: Floats) -> Floats:
        """Points in degrees on CGCS2000, shape (n, 2), in units of this tile: rightwards and downwards from its upper left corner."""
        left, top = self.corner
        x, y = degrees[:, 0], degrees[:, 1]
        if self.grid is Grid.MERCATOR:
            x, y = mercator(x, y)
        return np.column_stack([(x - left), (top - y)]) * (EXTENT / self.side)

    def window(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees, widened by a margin in units."""
        left, top = self.corner
        more = margin * self.side / EXTENT
        box = (left - more, top - self.side - more, left + self.side + more, top + more)
        if self.grid is Grid.DEGREES:
            return box
        return (*_degrees(box[0], box[1]), *_degrees(box[2], box[3]))

    def rows_at(self, parts: int) -> Floats:
        """Latitudes of the lines that cut the tile into equal strips, from south to north: shape (parts + 1,)."""
        _, south, _, north = self.window()
        if self.grid is Grid.DEGREES:
            return np.linspace(south, north, parts + 1)
        top = self.corner[1]
        return np.array([_degrees(0.0, top - self.side * (1 - k / parts))[1] for k in range(parts + 1)])


def mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Coordinates on the web mercator plane, in metres; the poles lie on its edge."""
    phi = np.radians(np.clip(lat, -85.06, 85.06))
    return np.radians(lon) * MERCATOR_RADIUS_M, np.arcsinh(np.tan(phi)) * MERCATOR_RADIUS_M


def _degrees(x: float, y: float) -> tuple[float, float]:
    return math.degrees(x / MERCATOR_RADIUS_M), math.degrees(math.atan(math.sinh(y / MERCATOR_RADIUS_M)))
