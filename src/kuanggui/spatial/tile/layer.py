"""What a tile shows of a layer of the catalogue: the features large enough to be seen as they are, the ground of all others as cells.

A layer may have millions of features with any number of vertices. What is read for one tile is bounded: boxes and areas come from
the kernel's arrays, which stay on disk until they are touched, and shapes only of the largest features, up to `MOST_VERTICES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.plane import degrees_to_plane
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.tile.cells import gather
from kuanggui.spatial.tile.fit import SMALL, fit, place, sides
from kuanggui.spatial.tile.grid import BUFFER, EXTENT, Tile
from kuanggui.spatial.window import find_rows

MOST_VERTICES = 100_000
MOST_FIGURES = 4000
MOST_NAMED = 300
CELL = 32
"""Units between points that are shown apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Features in units of the tile with their numbers and a point inside each, and cells by class of cover.

    The point lies in the whole feature, perhaps outside the tile. `generalised` says that not everything is shown as it is.
    """

    shapes: NDArray[Any]
    middles: NDArray[Any]
    numbers: Integers
    cells: list[tuple[int, Any]]
    generalised: bool


def show(layer: Layer, tile: Tile) -> Shown:
    """What a tile shows of a layer."""
    if layer.geometry == "polygon":
        return _show_polygons(layer, tile)
    return _show_figures(layer, tile)


def in_degrees(shapes: NDArray[Any], crs: Crs) -> NDArray[Any]:
    """Shapes corner by corner in degrees on CGCS2000."""
    if crs.is_geographic:
        return shapes
    moved: NDArray[Any] = shapely.transform(
        shapes, lambda points: np.column_stack(crs.to_degrees(points[:, 0], points[:, 1]))
    )
    return moved


def _show_polygons(layer: Layer, tile: Tile) -> Shown:
    rows = _find(layer.prepared, tile)
    large, small = _split(layer.prepared, rows, tile)
    found = in_degrees(layer.geometries(large), layer.crs) if len(large) else np.empty(0, dtype=object)
    cells = gather(layer.prepared.boxes[small], layer.prepared.areas_m2[small], tile) if len(small) else []
    return Shown(fit(found, tile), _middles(found, tile), large, cells, bool(len(small)))


def _find(rows: Prepared, tile: Tile) -> Integers:
    west, south, east, north = tile.window(BUFFER)
    x, y = degrees_to_plane(np.array([west, east]), np.clip(np.array([south, north]), -90.0, 90.0))
    return find_rows(rows.tree, np.array([x[0], y[0], x[1], y[1]]))


def _split(layer: Prepared, rows: Integers, tile: Tile) -> tuple[Integers, Integers]:
    """Features to be drawn as they are, ascending, and rows that are gathered into cells."""
    if not len(rows):
        return rows, rows
    owners = rows if layer.origin is None else np.asarray(layer.origin[rows], dtype=np.int64)
    features, back = np.unique(owners, return_inverse=True)
    boxes = layer.boxes[rows]
    west, south = _least(boxes[:, 0], back, len(features)), _least(boxes[:, 1], back, len(features))
    east, north = -_least(-boxes[:, 2], back, len(features)), -_least(-boxes[:, 3], back, len(features))
    length = np.maximum(east - west, north - south) / _unit_m(tile)
    starts, rings = layer.shapes.ring_starts, layer.shapes.feature_rings
    vertices = np.bincount(back, starts[rings[rows + 1]] - starts[rings[rows]], minlength=len(features))
    order = np.argsort(-length, kind="stable")
    large = order[(length[order] >= SMALL) & (np.cumsum(vertices[order]) <= MOST_VERTICES)]
    drawn = np.zeros(len(features), dtype=np.bool_)
    drawn[large] = True
    return features[drawn], rows[~drawn[back]]


def _least(values: Floats, groups: Integers, count: int) -> Floats:
    least = np.full(count, np.inf)
    np.minimum.at(least, groups, values)
    return least


def _unit_m(tile: Tile) -> float:
    """About how many metres of the kernel's plane, along the equator, a unit of the tile has."""
    west, _, east, _ = tile.window()
    x, _ = degrees_to_plane(np.array([west, east]), np.zeros(2))
    return float(x[1] - x[0]) / EXTENT


def _show_figures(layer: Layer, tile: Tile) -> Shown:
    """Lines and points: the longest lines, and one point for each cell."""
    numbers = layer.find_around(*tile.window(BUFFER))
    if not len(numbers):
        nothing = np.empty(0, dtype=object)
        return Shown(nothing, nothing, numbers, [], False)
    found = in_degrees(layer.geometries(numbers), layer.crs)
    chosen = _apart(found, tile) if layer.geometry == "point" else _longest(found, tile)
    return Shown(
        fit(found[chosen], tile), _middles(found[chosen], tile), numbers[chosen], [], len(chosen) < len(numbers)
    )


def _middles(shapes: NDArray[Any], tile: Tile) -> NDArray[Any]:
    """A point inside each of the shapes, where they are few enough to be named; otherwise empty points."""
    if len(shapes) > MOST_NAMED:
        return np.full(len(shapes), shapely.Point())
    inside = place(shapely.point_on_surface(shapes), tile)
    return np.asarray(shapely.transform(inside, np.round), dtype=object)


def _apart(points: NDArray[Any], tile: Tile) -> Integers:
    centres = shapely.get_coordinates(place(shapely.centroid(points), tile))
    _, first = np.unique(np.floor(centres / CELL), axis=0, return_index=True)
    return np.sort(first)[:MOST_FIGURES]


def _longest(lines: NDArray[Any], tile: Tile) -> Integers:
    length = sides(shapely.bounds(lines), tile)
    longest = np.argsort(-length, kind="stable")[:MOST_FIGURES]
    return np.sort(longest[length[longest] >= SMALL / 4])
