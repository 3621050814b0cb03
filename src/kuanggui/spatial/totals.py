"""What a layer covers of each block, counting ground once where features of the layer overlap each other."""

from __future__ import annotations

import numpy as np
import shapely

from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import Overlaps, overlay
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_layer
from kuanggui.spatial.valid import fetch_shapes


def find_entangled(layer: Prepared, threads: int | None = None) -> Flags:
    """Which features of a layer overlap another feature of it: shape (features,). Done once when a layer is prepared.

    Overlaps up to `CUTTING_ERROR_M2` do not count: cutting long sides may make that much of features that touch.
    """
    rows = Prepared(layer.polygons, layer.tree, layer.areas_m2, layer.areas_m2)
    meetings = overlay(rows, rows, CUTTING_ERROR_M2, threads)
    origin = np.arange(layer.features, dtype=np.int64) if layer.origin is None else layer.origin
    one, other = origin[meetings.block], origin[meetings.feature]
    entangled = np.zeros(layer.features, dtype=np.bool_)
    entangled[one[one != other]] = True
    return entangled


def unite(layer: Prepared, features: Integers) -> Prepared:
    """The ground under these features as a layer of its own, in which nothing overlaps (union by GEOS)."""
    chosen = np.asarray(features) if layer.origin is None else np.flatnonzero(np.isin(layer.origin, features))
    united = shapely.disjoint_subset_union_all(fetch_shapes(layer, chosen))
    parts = [part for part in shapely.get_parts(united) if part.geom_type == "Polygon"]
    return prepare_layer(from_shapely(parts, EQUAL_AREA))


def add_up(
    blocks: Prepared, layer: Prepared, overlaps: Overlaps, entangled: Flags, united: Prepared | None = None
) -> Floats:
    """Square metres of each block covered by the layer, overlapping features counted once.

    Features that overlap no other one add up; only the entangled ones are united. `united` holds their union when it is
    known already; otherwise those in question are united here.
    """
    mixed = entangled[overlaps.feature]
    plain = overlaps.select(~mixed) if mixed.any() else overlaps
    totals = np.bincount(plain.block, plain.area_m2, minlength=len(blocks)).astype(np.float64)
    if mixed.any():
        united = united or unite(layer, np.unique(overlaps.feature[mixed]).astype(np.int64))
        shared = overlay(blocks, united)
        totals += np.bincount(shared.block, shared.area_m2, minlength=len(blocks))
    return totals
