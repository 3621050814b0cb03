"""Ground between features that belongs to none, and corners that just miss a neighbour."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Flags, Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.near import find_stretch
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.located import fetch_features, locate_shapes
from kuanggui.spatial.topology.sides import Sides, find_edge_features, find_single_sides
from kuanggui.spatial.totals import add_up, find_entangled

_POLYGON = 3
_LEAST_GAP_M2 = 1e-3
_ON_SIDE_M = 1e-3  # coordinates are given to the millimetre; sides that are straight as drawn bend by up to 0.1 mm here


def find_gaps(layer: Prepared, limits: Limits | None = None) -> list[Problem]:
    """Enclosed ground up to `gap_m2` that no feature covers, named by a feature beside it."""
    limits = limits or Limits()
    shapes, owners = fetch_features(layer, find_edge_features(layer))
    if not len(shapes):
        return []
    united = shapely.get_parts(shapely.get_parts(shapely.disjoint_subset_union_all(shapes)))
    gaps = _list_open_parts(layer, _list_holes(united[shapely.get_type_id(united) == _POLYGON]), limits.gap_m2)
    lon, lat = locate_shapes(gaps)
    alone = np.isin(owners, find_single_sides(layer).feature)
    beside = owners[alone][np.asarray(shapely.STRtree(shapes[alone]).nearest(gaps), dtype=np.int64)]
    sizes = shapely.area(gaps)
    return [Problem(Fault.GAP, int(beside[k]), float(lon[k]), float(lat[k]), float(sizes[k])) for k in range(len(gaps))]


def _list_holes(shells: NDArray[Any]) -> NDArray[Any]:
    """Ground that shapes enclose, each alone or several that touch in points, less the shapes in it."""
    filled = _fill(shapely.get_exterior_ring(shells))
    inner = _fill(np.asarray(shapely.get_rings(shells))[_are_inner(shells)])
    holes: NDArray[Any] = np.array([*inner, *_list_enclosed(filled)], dtype=object)
    hole, inside = shapely.STRtree(filled).query(holes, predicate="contains")
    for k in np.unique(hole):
        rest: Any = shapely.difference(holes[k], shapely.union_all(filled[inside[hole == k]]))
        holes[k] = rest
    return holes


def _fill(rings: Any) -> NDArray[Any]:
    return np.atleast_1d(np.asarray(shapely.polygons(rings), dtype=object))


def _are_inner(shapes: NDArray[Any]) -> Flags:
    """Whether each of their rings is a hole; the first ring of each is its shell."""
    counts = 1 + shapely.get_num_interior_rings(shapes)
    inner = np.ones(int(counts.sum()), dtype=np.bool_)
    inner[np.cumsum(counts) - counts] = False
    return inner


def _list_enclosed(filled: NDArray[Any]) -> list[Any]:
    """Ground between shapes without holes that touch each other in single points."""
    touching = np.unique(shapely.STRtree(filled).query(filled, predicate="touches"))
    if not len(touching):
        return []
    lines: Any = shapely.node(shapely.boundary(shapely.multipolygons(filled[touching])))
    faces = shapely.get_parts(shapely.polygonize([lines]))
    known, _ = shapely.STRtree(filled).query(shapely.point_on_surface(faces), predicate="within")
    return list(np.delete(faces, np.unique(known)))


def _list_open_parts(layer: Prepared, holes: NDArray[Any], most_m2: float) -> NDArray[Any]:
    """Parts of the holes that no feature covers: features whose sides all have partners were not there to fill them."""
    if not len(holes):
        return holes
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
    stretch = float(find_stretch(np.array(np.median(corners.start[:, 1]))))
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
