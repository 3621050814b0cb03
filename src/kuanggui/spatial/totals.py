"""What a layer covers of each block, counting ground once where features of the layer overlap each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Flags, Floats
from kuanggui.spatial.overlay import TOUCHING_M2, Overlaps, overlay
from kuanggui.spatial.polygons import Polygons, from_shapely, to_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks


def find_entangled(layer: Prepared, threads: int | None = None) -> Flags:
    """Which features of a layer overlap another feature of it: shape (features,). Done once when a layer is prepared."""
    rows = Prepared(layer.polygons, layer.tree, layer.areas_m2, layer.areas_m2)
    meetings = overlay(rows, rows, TOUCHING_M2, threads)
    origin = np.arange(layer.features, dtype=np.int64) if layer.origin is None else layer.origin
    one, other = origin[meetings.block], origin[meetings.feature]
    entangled = np.zeros(layer.features, dtype=np.bool_)
    entangled[one[one != other]] = True
    return entangled


def add_up(blocks: Polygons, layer: Polygons, overlaps: Overlaps, entangled: Flags) -> Floats:
    """Square metres of each block covered by the layer, both on the kernel's plane, overlapping features counted once.

    Features that overlap no other one add up; only the entangled ones are united, block by block.
    """
    mixed = entangled[overlaps.feature]
    plain = overlaps.select(~mixed)
    totals = np.bincount(plain.block, plain.area_m2, minlength=len(blocks)).astype(np.float64)
    if mixed.any():
        _add_unions(totals, blocks, layer, overlaps.select(mixed))
    return totals


def _add_unions(totals: Floats, blocks: Polygons, layer: Polygons, overlaps: Overlaps) -> None:
    features, position = np.unique(overlaps.feature, return_inverse=True)
    shapes = to_shapely(layer.take(features.astype(np.int64)))
    for rows in np.split(np.arange(len(overlaps)), np.flatnonzero(np.diff(overlaps.block)) + 1):
        if len(rows) == 1:
            totals[overlaps.block[rows[0]]] += overlaps.area_m2[rows[0]]
        else:
            totals[overlaps.block[rows[0]]] += _unite(blocks, int(overlaps.block[rows[0]]), shapes[position[rows]])


def _unite(blocks: Polygons, block: int, shapes: NDArray[Any]) -> float:
    """Area of the block under the union of shapes, measured by the kernel like every other area."""
    united = prepare_blocks(from_shapely([shapely.union_all(shapes)], blocks.crs))
    area = overlay(prepare_blocks(blocks.take(np.array([block]))), united, 0.0, threads=1).area_m2
    return float(area.sum())
