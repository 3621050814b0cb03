"""Polygons as arrays: coordinates, rings, parts and features, each level a list of starts into the one below.

    feature_starts → part_starts → ring_starts → x, y

Feature `i` owns the parts `feature_starts[i]:feature_starts[i + 1]`, and so on down. The first ring of a part is its
shell, the others its holes; every ring repeats its first corner at the end. The layout is that of GeoArrow
multipolygons, so Arrow, shapely and memory-mapped files share it without copying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.crs import Crs


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """A table of polygons and multipolygons in one reference system; arrays may be memory-mapped."""

    x: Floats
    y: Floats
    ring_starts: Integers
    part_starts: Integers
    feature_starts: Integers
    crs: Crs

    def __len__(self) -> int:
        return len(self.feature_starts) - 1

    @property
    def vertex_starts(self) -> Integers:
        """First vertex of every feature, and one past the last: shape (features + 1,)."""
        return self.ring_starts[self.feature_rings]

    @property
    def feature_rings(self) -> Integers:
        """First ring of every feature, and one past the last: shape (features + 1,)."""
        return self.part_starts[self.feature_starts]

    @property
    def shells(self) -> Flags:
        """Whether each ring is the shell of its part: shape (rings,)."""
        flags = np.zeros(len(self.ring_starts) - 1, dtype=np.bool_)
        flags[self.part_starts[:-1][np.diff(self.part_starts) > 0]] = True
        return flags

    def add_rings(self, signed: Floats) -> Floats:
        """Per feature: shells less holes, from one signed value a ring, whichever way the rings turn."""
        values = np.where(self.shells, np.abs(signed), -np.abs(signed))
        return add_segments(values, self.feature_rings)

    def with_coordinates(self, x: Floats, y: Floats, crs: Crs) -> Polygons:
        """The same rings with other coordinates, vertex by vertex."""
        return replace(self, x=x, y=y, crs=crs)

    def bounds(self) -> Floats:
        """Bounding boxes, shape (features, 4): xmin, ymin, xmax, ymax; not-a-number for an empty feature."""
        starts = self.vertex_starts
        boxes = np.full((len(self), 4), np.nan)
        filled = np.flatnonzero(np.diff(starts) > 0)
        if len(filled):
            first = starts[filled]
            end = int(starts[filled[-1] + 1])
            for column, (function, values) in enumerate(
                [(np.minimum, self.x), (np.minimum, self.y), (np.maximum, self.x), (np.maximum, self.y)]
            ):
                boxes[filled, column] = function.reduceat(values[:end], first)
        return boxes

    def take(self, features: Integers) -> Polygons:
        """The features at these positions, in this order, as arrays of their own."""
        parts, feature_starts = gather_ranges(self.feature_starts, features)
        rings, part_starts = gather_ranges(self.part_starts, parts)
        vertices, ring_starts = gather_ranges(self.ring_starts, rings)
        return Polygons(self.x[vertices], self.y[vertices], ring_starts, part_starts, feature_starts, self.crs)


def add_segments(values: Floats, starts: Integers) -> Floats:
    """Sums of consecutive runs of values; an empty run sums to nothing."""
    sums = np.zeros(len(starts) - 1)
    filled = np.diff(starts) > 0
    if filled.any():
        sums[filled] = np.add.reduceat(values[: starts[-1]], starts[:-1][filled])
    return sums


def gather_ranges(starts: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """Positions covered by the chosen ranges one after the other, and where each chosen range starts among them."""
    lengths = starts[np.asarray(chosen) + 1] - starts[chosen]
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    positions = np.arange(ends[-1], dtype=np.int64) + np.repeat(starts[chosen] - ends[:-1], lengths)
    return positions, ends


def from_shapely(geometries: Sequence[Any] | NDArray[Any], crs: Crs) -> Polygons:
    """Arrays from shapely polygons and multipolygons; heights are left out, missing geometries become empty ones.

    Raises InputError for points, lines and collections, naming the row.
    """
    objects = np.array(geometries, dtype=object)
    missing = shapely.is_missing(objects)
    if missing.any():
        objects[missing] = shapely.MultiPolygon()
    wrong = np.flatnonzero(~np.isin(shapely.get_type_id(objects), (3, 6)))
    if len(wrong):
        kind = objects[wrong[0]].geom_type
        raise InputError(f"第 {wrong[0] + 1} 个要素是 {kind}，不是面；请只提供面要素")
    if not len(objects):
        nothing = np.zeros(1, dtype=np.int64)
        return Polygons(np.empty(0), np.empty(0), nothing, nothing, nothing, crs)
    _, coordinates, starts = shapely.to_ragged_array(_as_multipolygons(objects), include_z=False)
    rings, parts, features = (np.asarray(level, dtype=np.int64) for level in starts)
    x, y = np.ascontiguousarray(coordinates[:, 0]), np.ascontiguousarray(coordinates[:, 1])
    return Polygons(x, y, rings, *_drop_empty_parts(parts, features), crs)


def _drop_empty_parts(part_starts: Integers, feature_starts: Integers) -> tuple[Integers, Integers]:
    """Starts without the parts that have no ring (what an empty polygon turns into)."""
    kept = np.diff(part_starts) > 0
    kept_before = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    return np.append(part_starts[:-1][kept], part_starts[-1]), kept_before[feature_starts]


def _as_multipolygons(objects: NDArray[Any]) -> NDArray[Any]:
    """One multipolygon in front makes shapely give three levels of starts for plain polygons too."""
    single = shapely.get_type_id(objects) == 3
    if single.all():
        objects = objects.copy()
        objects[0] = shapely.MultiPolygon([objects[0]] if not objects[0].is_empty else [])
    return objects


def from_wkb(values: Sequence[bytes | None] | NDArray[Any], crs: Crs) -> Polygons:
    """Arrays from well-known binary."""
    try:
        geometries = shapely.from_wkb(np.asarray(values, dtype=object))
    except shapely.errors.GEOSException as error:
        raise InputError(f"几何字段不是有效的 WKB：{error}；请重新导出该图层") from error
    return from_shapely(geometries, crs)


def to_shapely(polygons: Polygons) -> NDArray[Any]:
    """Shapely multipolygons, one a feature."""
    coordinates = np.column_stack([polygons.x, polygons.y])
    starts = (polygons.ring_starts, polygons.part_starts, polygons.feature_starts)
    result: NDArray[Any] = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coordinates, starts)
    return result


def join_polygons(tables: Sequence[Polygons]) -> Polygons:
    """Tables of one reference system put one after the other."""
    first = tables[0]
    return Polygons(
        np.concatenate([table.x for table in tables]),
        np.concatenate([table.y for table in tables]),
        _join_starts([table.ring_starts for table in tables]),
        _join_starts([table.part_starts for table in tables]),
        _join_starts([table.feature_starts for table in tables]),
        first.crs,
    )


def _join_starts(levels: Sequence[Integers]) -> Integers:
    shifted, shift = [np.zeros(1, dtype=np.int64)], 0
    for level in levels:
        shifted.append(np.asarray(level[1:]) + shift)
        shift += int(level[-1])
    return np.concatenate(shifted)
