"""Features near a block that do not overlap it, and how far away they are.

The kernel's plane keeps areas but not lengths. Distances are measured on a transverse Mercator plane laid through the
block, on which they are true to 10⁻⁵ for blocks up to 40 km across.
"""

from __future__ import annotations

import math
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
from kuanggui.spatial.window import find_rows

FARTHEST_M = 50_000.0
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
    tables = [_measure_block(blocks, block, layer, limit_m, overlaps) for block in range(len(blocks))]
    if not tables:
        return Nearby(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    return Nearby(
        np.concatenate([table.block for table in tables]),
        np.concatenate([table.feature for table in tables]),
        np.concatenate([table.distance_m for table in tables]),
    )


def _measure_block(
    blocks: Prepared, block: int, layer: Prepared | Figures, limit_m: float, overlaps: Overlaps | None
) -> Nearby:
    rows = find_rows(layer.tree, widen(blocks.boxes[block], limit_m))
    features = rows if layer.origin is None else layer.origin[rows]
    if overlaps is not None:
        apart = ~np.isin(features, overlaps.feature[overlaps.block == block])
        rows, features = rows[apart], features[apart]
    if not len(rows):
        return _sort(block, features, np.empty(0))
    shape = fetch_shapes(blocks, np.array([block]))[0]
    distances = _measure(shape, blocks.boxes[block], _fetch(layer, rows), limit_m)
    near = distances <= limit_m
    return _sort(block, features[near], distances[near])


def _fetch(layer: Prepared | Figures, rows: Integers) -> NDArray[Any]:
    return layer.shapes[rows] if isinstance(layer, Figures) else layer_shapes(layer, rows)


def _sort(block: int, features: Integers, distances: Floats) -> Nearby:
    """Every feature once, with the smallest distance of its rows."""
    order = np.lexsort((features, distances))
    features, distances = features[order], distances[order]
    _, first = np.unique(features, return_index=True)
    first.sort()
    return Nearby(np.full(len(first), block, np.int32), features[first].astype(np.int32), distances[first])


def widen(box: Floats, limit_m: float) -> Floats:
    """A box on the kernel's plane with everything within `limit_m` metres of it, a little more rather than less."""
    south, north = (find_stretch(float(y)) for y in (box[1] - 2 * limit_m, box[3] + 2 * limit_m))
    narrow, wide = sorted((south, north))
    across, up = _SLACK * limit_m / narrow, _SLACK * limit_m * wide
    return np.array([box[0] - across, box[1] - up, box[2] + across, box[3] + up])


def find_stretch(y: float) -> float:
    """How many metres of ground, eastward, one metre of the plane stands for: N cos B / a."""
    lat = math.asin(
        min(1.0, max(-1.0, 2 * CGCS2000.a * y / (CGCS2000.b**2 * float(CGCS2000.authalic(np.array(90.0))))))
    )
    return math.cos(lat)


def _measure(shape: Any, box: Floats, others: NDArray[Any], limit_m: float) -> Floats:
    """Distances in metres, infinite where they are above the limit."""
    to_local = _local_plane(round(math.degrees(float(box[0] + box[2]) / 2 / CGCS2000.a), 1))

    def project(points: Floats) -> Floats:
        return np.column_stack(to_local.transform(points[:, 0], points[:, 1]))

    shape, others = shapely.transform(shape, project), shapely.transform(others, project)
    shapely.prepare(shape)
    distances = np.full(len(others), np.inf)
    near = shapely.dwithin(shape, others, limit_m)
    distances[near] = shapely.distance(shape, others[near])
    return distances


@lru_cache(maxsize=256)
def _local_plane(meridian: float) -> Transformer:
    """From the kernel's plane to the transverse Mercator plane about a meridian, without false easting."""
    ellipsoid = f"+a={CGCS2000.a} +rf={CGCS2000.inverse_flattening}"
    return Transformer.from_pipeline(
        f"+proj=pipeline +step +inv +proj=cea +lon_0=0 +lat_ts=0 {ellipsoid}"
        f" +step +proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 {ellipsoid}"
    )
