"""Ground that belongs to two features, inside a layer or between two layers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.intersections import BATCH, intersect_pairs
from kuanggui.spatial.overlay import Overlaps, overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.located import fetch_features, locate_shapes
from kuanggui.spatial.valid import keep_polygons


def find_overlaps(layer: Prepared, other: Prepared | None = None, limits: Limits | None = None) -> list[Problem]:
    """Pairs of features with common ground: inside a layer each pair once, or between a layer and another one."""
    pairs = _measure(layer, other, (limits or Limits()).overlap_m2)
    return list(_locate(layer, layer if other is None else other, pairs))


def _measure(layer: Prepared, other: Prepared | None, least_m2: float) -> Overlaps:
    rows = Prepared(layer.polygons, layer.tree, layer.areas_m2, layer.areas_m2)
    found = overlay(rows, rows if other is None else other, 0.0)
    origin = np.arange(layer.features) if layer.origin is None else layer.origin
    one = origin[found.block].astype(np.int64)
    two = origin[found.feature] if other is None else found.feature
    keys, place = np.unique(one << 32 | two, return_inverse=True)
    areas = np.bincount(place, found.area_m2, minlength=len(keys)).astype(np.float64)
    kept = areas > least_m2
    if other is None:
        kept &= (keys >> 32) < (keys & 0xFFFFFFFF)
    return Overlaps((keys[kept] >> 32).astype(np.int32), keys[kept].astype(np.int32), areas[kept])


def _locate(layer: Prepared, other: Prepared, pairs: Overlaps) -> Iterator[Problem]:
    if not len(pairs):
        return
    features = np.unique(pairs.block).astype(np.int64)
    blocks = Overlaps(np.searchsorted(features, pairs.block).astype(np.int32), pairs.feature, pairs.area_m2)
    for batch, shapes in enumerate(intersect_pairs(_take_whole(layer, features), other, blocks)):
        part = pairs.select(slice(batch * BATCH, (batch + 1) * BATCH))
        lon, lat = locate_shapes(shapes)
        for k in range(len(part)):
            one, two, area = int(part.block[k]), int(part.feature[k]), float(part.area_m2[k])
            yield Problem(Fault.OVERLAP, one, float(lon[k]), float(lat[k]), area, two)


def _take_whole(layer: Prepared, features: Integers) -> Prepared:
    """Some features of a layer, those that were tiled in one piece."""
    shapes, owners = fetch_features(layer, features)
    order = np.argsort(owners, kind="stable")
    groups = np.split(shapes[order], np.searchsorted(owners[order], features[1:]))
    return prepare_blocks(from_shapely([keep_polygons(shapely.union_all(group)) for group in groups], EQUAL_AREA))
