"""Shapes in degrees fitted into a tile: placed, clipped to it with a margin, and put on a raster of a quarter pixel.

Every vertex moves on its own, to the nearest point of the raster. Two tiles therefore agree on what crosses their border to
within an eighth of a pixel, whichever part of a shape each of them sees; thinning along a line, as Douglas and Peucker do,
would leave steps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.tile.grid import BUFFER, EXTENT, Tile

PIXEL = EXTENT // 512
"""Units of a pixel, for tiles drawn 512 pixels wide."""
RASTER = PIXEL // 4
SMALL = 4 * PIXEL
"""Features whose boxes are smaller than this are no shapes on the screen."""


def fit(shapes: NDArray[Any], tile: Tile) -> NDArray[Any]:
    """The shapes in units of the tile, polygons with shells turned as tiles want them; empty where nothing is left."""
    placed = shapely.clip_by_rect(place(shapes, tile), -BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER)
    coarse = shapely.transform(placed, lambda points: np.round(points / RASTER) * RASTER)
    polygonal = np.isin(shapely.get_type_id(coarse), (3, 6))
    coarse[polygonal] = shapely.orient_polygons(coarse[polygonal], exterior_cw=False)
    return coarse


def place(shapes: NDArray[Any], tile: Tile) -> NDArray[Any]:
    """The shapes in units of the tile, neither clipped nor rounded."""
    placed: NDArray[Any] = shapely.transform(shapes, tile.place)
    return placed


def inside(points: NDArray[Any]) -> Integers:
    """Positions of the points, in units of a tile, that lie in the tile itself, so that each lies in one tile only."""
    filled = np.flatnonzero(~shapely.is_empty(points))
    x, y = shapely.get_x(points[filled]), shapely.get_y(points[filled])
    return np.asarray(filled[(x >= 0) & (x < EXTENT) & (y >= 0) & (y < EXTENT)])


def sides(boxes: Floats, tile: Tile) -> Floats:
    """The longer side of boxes in degrees, shape (n, 4), in units of the tile."""
    low, high = tile.place(boxes[:, :2]), tile.place(boxes[:, 2:])
    return np.asarray(np.abs(high - low).max(axis=1))
