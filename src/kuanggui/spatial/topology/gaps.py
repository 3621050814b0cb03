"""Ground between features that belongs to none, and corners that just miss a neighbour."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.near import find_stretch
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.located import fetch_features, locate_shapes
from kuanggui.spatial.topology.sides import Sides, find_single_sides
from kuanggui.spatial.totals import add_up, find_entangled

_LEAST_GAP_M2 = 1e-3
_ON_SIDE_M = 1e-3  # coordinates are given to the millimetre; sides that are straight as drawn bend by up to 0.1 mm here


def find_gaps(layer: Prepared, limits: Limits | None = None) -> list[Problem]:
    """Enclosed ground up to `gap_m2` that no feature covers, named by a feature beside it."""
    limits = limits or Limits()
    features = np.unique(find_single_sides(layer).feature)
    shapes, owners = fetch_features(layer, features)
    united = shapely.get_parts(shapely.get_parts(shapely.disjoint_subset_union_all(shapes)))
    holes = [shapely.Polygon(ring) for part in united if part.geom_type == "Polygon" for ring in part.interiors]
    if not holes:
        return []
    gaps = _list_open_parts(layer, holes, limits.gap_m2)
    lon, lat = locate_shapes(gaps)
    sizes, beside = shapely.area(gaps), owners[np.asarray(shapely.STRtree(shapes).nearest(gaps))]
    return [Problem(Fault.GAP, int(beside[k]), float(lon[k]), float(lat[k]), float(sizes[k])) for k in range(len(gaps))]


def _list_open_parts(layer: Prepared, holes: list[Any], most_m2: float) -> NDArray[Any]:
    """Parts of the holes that no feature covers: features whose sides all have partners were not there to fill them."""
    blocks = prepare_blocks(from_shapely(holes, EQUAL_AREA))
    found = overlay(blocks, layer).in_order()
    open_m2 = blocks.areas_m2 - add_up(blocks, layer, found, find_entangled(layer))
    parts: list[Any] = []
    for hole in np.flatnonzero(open_m2 > _LEAST_GAP_M2):
        fillers, _ = fetch_features(layer, found.feature[found.block == hole].astype(np.int64))
        rest = shapely.difference(shapely.make_valid(holes[hole]), shapely.union_all(fillers))
        parts.extend(part for part in shapely.get_parts(rest) if _LEAST_GAP_M2 < part.area <= most_m2)
    return np.array(parts, dtype=object)


def find_near_gaps(layer: Prepared, other: Prepared | None = None, limits: Limits | None = None) -> list[Problem]:
    """Corners that lie off a neighbour's side by no more than the snapping distance, the nearest of each two features.

    Inside a layer, or corners of a layer against sides of another one.
    """
    limits = limits or Limits()
    corners = find_single_sides(layer)
    sides = corners if other is None else find_single_sides(other)
    if not len(corners) or not len(sides):
        return []
    stretch = find_stretch(float(np.median(corners.start[:, 1])))
    scale = np.array([stretch, 1 / stretch])
    lines = np.asarray(shapely.linestrings(np.stack([sides.start * scale, sides.end * scale], axis=1)))
    points = np.asarray(shapely.points(corners.start * scale))
    corner, side = shapely.STRtree(lines).query(points, predicate="dwithin", distance=limits.snap_m)
    distance = np.asarray(shapely.distance(points[corner], lines[side]))
    touching = _join(corner, sides.feature[side])
    off = ~np.isin(touching, touching[distance <= _ON_SIDE_M])
    if other is None:
        off &= corners.feature[corner] != sides.feature[side]
    return _pick(corners, sides, corner[off], side[off], distance[off])


def _pick(corners: Sides, sides: Sides, corner: Integers, side: Integers, distance: Integers) -> list[Problem]:
    pairs = _join(corners.feature[corner], sides.feature[side])
    order = np.lexsort((distance, pairs))
    _, first = np.unique(pairs[order], return_index=True)
    chosen = order[first]
    points = corners.start[corner[chosen]]
    lon, lat = EQUAL_AREA.to_degrees(points[:, 0].copy(), points[:, 1].copy())
    one, two = corners.feature[corner[chosen]], sides.feature[side[chosen]]
    return [
        Problem(Fault.NEAR_GAP, int(one[k]), float(lon[k]), float(lat[k]), float(distance[chosen[k]]), int(two[k]))
        for k in range(len(chosen))
    ]


def _join(one: Integers, two: Integers) -> Integers:
    return np.asarray(one.astype(np.int64) << 32 | two.astype(np.int64))
