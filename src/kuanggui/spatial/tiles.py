"""Big polygons cut into tiles of a few hundred vertices, so that a block meets only the part of them it touches.

Rings are clipped to half-planes (Sutherland and Hodgman 1974). Where a ring leaves a tile and comes back, the clipped
ring runs to and fro along the cut; these runs cancel in the kernel's integral, which is all that tiles are for. They are
not valid polygons for other programs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.compiled import compiled
from kuanggui.spatial.plane import GRID
from kuanggui.spatial.polygons import Polygons, join_polygons

MOST_VERTICES = 256


class Rings(NamedTuple):
    """Closed rings, x and y as the columns of one array, and where each ring starts."""

    points: Floats
    starts: Integers


def cut_into_tiles(polygons: Polygons, most_vertices: int = MOST_VERTICES) -> tuple[Polygons, Integers]:
    """The table with every larger feature replaced by its tiles, and the feature that each row stems from."""
    sizes = np.diff(polygons.vertex_starts)
    small, large = np.flatnonzero(sizes <= most_vertices), np.flatnonzero(sizes > most_vertices)
    if not len(large):
        return polygons, np.arange(len(polygons), dtype=np.int64)
    tiles = [_split(_rings_of(polygons, int(feature)), most_vertices) for feature in large]
    tables = [polygons.take(small), _as_features([tile for group in tiles for tile in group], polygons)]
    origin = np.concatenate([small, np.repeat(large, [len(group) for group in tiles])])
    return join_polygons(tables), origin.astype(np.int64)


def _rings_of(polygons: Polygons, feature: int) -> Rings:
    first, last = polygons.feature_rings[feature : feature + 2]
    starts = np.asarray(polygons.ring_starts[first : last + 1])
    points = np.column_stack([polygons.x[starts[0] : starts[-1]], polygons.y[starts[0] : starts[-1]]])
    return Rings(points, starts - starts[0])


def _as_features(tiles: list[Rings], like: Polygons) -> Polygons:
    """One feature a tile; each ring becomes a part of its own, holes being told by their turn alone."""
    points = np.concatenate([tile.points for tile in tiles])
    counts = [np.diff(tile.starts) for tile in tiles]
    ring_starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64)
    rings = np.concatenate([[0], np.cumsum([len(count) for count in counts])]).astype(np.int64)
    parts = np.arange(len(ring_starts), dtype=np.int64)
    return Polygons(points[:, 0].copy(), points[:, 1].copy(), ring_starts, parts, rings, like.crs)


def _split(rings: Rings, most_vertices: int) -> list[Rings]:
    """Halve at the median vertex along the longer side until every tile is small, lower or left half first."""
    tiles, waiting = [], [rings]
    while waiting:
        rings = waiting.pop()
        axis = int(np.argmax(np.ptp(rings.points, axis=0)))
        level = float(np.round(np.median(rings.points[:, axis]) / GRID) * GRID)
        halves = [clip_rings(rings, axis, level, sign) for sign in (1.0, -1.0)]
        if len(rings.points) <= most_vertices or max(len(half.points) for half in halves) >= len(rings.points):
            tiles.append(rings)
        else:
            waiting.extend(half for half in reversed(halves) if len(half.points))
    return tiles


@compiled
def clip_rings(rings: Rings, axis: int, level: float, sign: float) -> Rings:
    """The part of closed rings where `sign · coordinate ≤ sign · level`; rings that vanish are left out."""
    points = np.empty((2 * len(rings.points) + len(rings.starts), 2))
    starts = np.zeros(len(rings.starts), dtype=np.int64)
    count, kept = 0, 0
    for ring in range(len(rings.starts) - 1):
        first = count
        for i in range(rings.starts[ring], rings.starts[ring + 1] - 1):
            a, b = rings.points[i], rings.points[i + 1]
            a_in, b_in = sign * a[axis] <= sign * level, sign * b[axis] <= sign * level
            if a_in:
                points[count, 0], points[count, 1] = a[0], a[1]
                count += 1
            if a_in != b_in and a[axis] != level and b[axis] != level:
                points[count, axis], points[count, 1 - axis] = level, cut_side(a, b, axis, level)
                count += 1
        if count - first > 2:
            points[count, 0], points[count, 1] = points[first, 0], points[first, 1]
            count += 1
            kept += 1
            starts[kept] = count
        else:
            count = first
    return Rings(points[:count].copy(), starts[: kept + 1].copy())


@compiled
def cut_side(a: Floats, b: Floats, axis: int, level: float) -> float:
    """Where a side crosses the cut, on the grid; the same from both directions and for both halves."""
    if a[axis] > b[axis]:
        a, b = b, a
    other = 1 - axis
    value = a[other] + (b[other] - a[other]) * ((level - a[axis]) / (b[axis] - a[axis]))
    return float(np.round(value / GRID) * GRID)
