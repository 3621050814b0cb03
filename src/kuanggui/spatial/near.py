"""Features near a block that do not overlap it, and how far away they are.

The kernel's plane keeps areas but not lengths. Distances are measured on a transverse Mercator plane laid through the
block, on which they are true to 10⁻⁵ for blocks up to 40 km across.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags, Floats, Indices, Integers
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.figures import Figures
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.valid import fetch_shapes, layer_shapes
from kuanggui.spatial.window import find_pairs

FARTHEST_M = 50_000.0
TOGETHER = 256  # blocks whose pairs with features are held in memory at a time
_SLACK = 1.01  # the authalic latitude stands in for the geodetic one when boxes are widened


@dataclass(frozen=True, slots=True, eq=False)
class Nearby:
    """Rows of block, feature and distance in metres, by block and then from near to far; touching is a distance of 0."""

    block: Indices
    feature: Indices
    distance_m: Floats

    def __len__(self) -> int:
        return len(self.block)

    def select(self, kept: Flags | Integers) -> Nearby:
        """The rows where `kept` holds, or at these positions."""
        return Nearby(self.block[kept], self.feature[kept], self.distance_m[kept])

    def nearest(self) -> Nearby:
        """The first row of every block."""
        return self.select(np.diff(self.block, prepend=np.int32(-1)) != 0)


def find_nearby(
    blocks: Prepared, layer: Prepared | Figures, limit_m: float, overlaps: Overlaps | None = None
) -> Nearby:
    """Features within `limit_m` metres of each block, those of `overlaps` left out.

    Raises InputError for a limit below nought or above 50 km, beyond which the plane of measurement is not true enough.
    """
    if not 0 <= limit_m <= FARTHEST_M:
        raise InputError(f"距离上限 {limit_m:g} m 不可用；请给 0 到 {FARTHEST_M:g} 之间的米数")
    parts = [
        _measure_blocks(blocks, range(first, min(first + TOGETHER, len(blocks))), layer, limit_m, overlaps)
        for first in range(0, len(blocks), TOGETHER)
    ]
    block, feature, distance = (np.concatenate(column) for column in zip(_NOTHING, *parts, strict=True))
    return Nearby(block.astype(np.int32), feature.astype(np.int32), distance)


_Rows = tuple[Integers, Integers, Floats]
_NOTHING: _Rows = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)


def _measure_blocks(
    blocks: Prepared, some: range, layer: Prepared | Figures, limit_m: float, overlaps: Overlaps | None
) -> _Rows:
    """Columns of block, feature and distance for some blocks that follow each other."""
    block, rows = find_pairs(layer.tree, widen(blocks.boxes[some.start : some.stop], limit_m))
    block = block + some.start
    feature = rows if layer.origin is None else layer.origin[rows]
    if overlaps is not None:
        apart = ~np.isin(_keys(block, feature), _keys(*_of(overlaps, some)))
        block, rows, feature = block[apart], rows[apart], feature[apart]
    distance = _measure(blocks, block, layer, rows, limit_m)
    near = distance <= limit_m
    return _sort(block[near], feature[near], distance[near])


def _of(overlaps: Overlaps, some: range) -> tuple[Indices, Indices]:
    first, last = np.searchsorted(overlaps.block, np.array([some.start, some.stop], dtype=np.int32))
    return overlaps.block[first:last], overlaps.feature[first:last]


def _keys(block: Integers | Indices, feature: Integers | Indices) -> Integers:
    return block.astype(np.int64) << 32 | feature


def _sort(block: Integers, feature: Integers, distance: Floats) -> _Rows:
    """By block and from near to far; every feature once, with the smallest distance of its rows."""
    order = np.lexsort((feature, distance, block))
    block, feature, distance = block[order], feature[order], distance[order]
    _, first = np.unique(_keys(block, feature), return_index=True)
    first.sort()
    return block[first], feature[first], distance[first]


def widen(boxes: Floats, limit_m: float) -> Floats:
    """Boxes, shape (n, 4), on the kernel's plane with all within `limit_m` metres of them, a little more rather than less."""
    south, north = find_stretch(boxes[:, 1] - 2 * limit_m), find_stretch(boxes[:, 3] + 2 * limit_m)
    across, up = _SLACK * limit_m / np.minimum(south, north), _SLACK * limit_m * np.maximum(south, north)
    return np.column_stack([boxes[:, 0] - across, boxes[:, 1] - up, boxes[:, 2] + across, boxes[:, 3] + up])


def find_stretch(y: Floats) -> Floats:
    """How many metres of ground, eastward, one metre of the plane stands for: N cos B / a."""
    sine = 2 * CGCS2000.a * y / (CGCS2000.b**2 * CGCS2000.authalic(np.array(90.0)))
    return np.cos(np.arcsin(np.clip(sine, -1.0, 1.0)))


def _measure(blocks: Prepared, block: Integers, layer: Prepared | Figures, rows: Integers, limit_m: float) -> Floats:
    """Distances in metres between blocks and rows, pair by pair, infinite where they are above the limit."""
    distances = np.full(len(rows), np.inf)
    meridians = _meridians(blocks.boxes[block])
    for meridian in np.unique(meridians).tolist():
        pairs = np.flatnonzero(meridians == meridian)
        ours, our = np.unique(block[pairs], return_inverse=True)
        theirs, their = np.unique(rows[pairs], return_inverse=True)
        one = _project(fetch_shapes(blocks, ours), meridian)
        other = _project(_fetch(layer, theirs), meridian)
        shapely.prepare(one)
        near = shapely.dwithin(one[our], other[their], limit_m)
        distances[pairs[near]] = shapely.distance(one[our[near]], other[their[near]])
    return distances


def _fetch(layer: Prepared | Figures, rows: Integers) -> NDArray[Any]:
    return layer.shapes[rows] if isinstance(layer, Figures) else layer_shapes(layer, rows)


def _meridians(boxes: Floats) -> Floats:
    """Degrees of the meridians that distances from these boxes are measured about, rounded so that neighbours share one."""
    return np.asarray(np.round(np.degrees((boxes[:, 0] + boxes[:, 2]) / 2 / CGCS2000.a), 1), dtype=np.float64)


def _project(shapes: NDArray[Any], meridian: float) -> NDArray[Any]:
    to_local = _local_plane(meridian)

    def project(points: Floats) -> Floats:
        return np.column_stack(to_local.transform(points[:, 0], points[:, 1]))

    projected: NDArray[Any] = shapely.transform(shapes, project)
    return projected


@lru_cache(maxsize=256)
def _local_plane(meridian: float) -> Transformer:
    """From the kernel's plane to the transverse Mercator plane about a meridian, without false easting."""
    ellipsoid = f"+a={CGCS2000.a} +rf={CGCS2000.inverse_flattening}"
    return Transformer.from_pipeline(
        f"+proj=pipeline +step +inv +proj=cea +lon_0=0 +lat_ts=0 {ellipsoid}"
        f" +step +proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 {ellipsoid}"
    )
