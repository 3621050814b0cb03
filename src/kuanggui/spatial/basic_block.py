"""Basic blocks (基本区块): the raster of 1′ × 1′ between meridians and parallels in which exploration ranges are counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.arrays import Floats, Indices, Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.plane import CUTTING_ERROR_M2, degrees_to_plane
from kuanggui.spatial.polygons import Polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.tree import build_tree

A_DEGREE = 60


@dataclass(frozen=True, slots=True, eq=False)
class BasicBlocks:
    """One row a range and basic block with common ground.

    `west` and `south` number the block by its lower left corner in whole minutes of longitude and latitude; `area_m2` is
    the official area of the common ground, `share` the part of the block it takes: 1 for a block wholly inside.
    """

    feature: Indices
    west: Integers
    south: Integers
    area_m2: Floats
    share: Floats

    def count_touched(self, features: int) -> Integers:
        """Number of blocks that each range reaches into."""
        return np.bincount(self.feature, minlength=features)

    def count_whole(self, features: int) -> Integers:
        """Number of blocks wholly inside each range, but for what cutting its sides may cost."""
        return np.bincount(self.feature[self.share == 1.0], minlength=features)


def find_basic_blocks(ranges: Polygons, least_m2: float = CUTTING_ERROR_M2) -> BasicBlocks:
    """Basic blocks with more than `least_m2` of common ground with each range, by range, then northwards and eastwards."""
    prepared = prepare_blocks(ranges)
    found = [_meet(prepared, feature, least_m2) for feature in range(len(prepared))]
    columns = [np.concatenate([row[k] for row in found] or [np.empty(0)]) for k in range(5)]
    feature, west, south, area, share = columns
    return BasicBlocks(feature.astype(np.int32), west.astype(np.int64), south.astype(np.int64), area, share)


def _meet(ranges: Prepared, feature: int, least_m2: float) -> tuple[Integers, Integers, Integers, Floats, Floats]:
    one = prepare_blocks(ranges.polygons.take(np.array([feature])))
    west, south = _list_corners(one.boxes[0])
    cells = make_cells(west, south)
    found = overlay(one, cells, least_m2, threads=1).in_order()
    whole = cells.areas_m2[found.feature]
    share = np.where(whole - found.area_m2 <= CUTTING_ERROR_M2, 1.0, found.area_m2 / whole)
    rows = np.full(len(found), feature)
    return rows, west[found.feature], south[found.feature], found.area_m2, share


def _list_corners(box: Floats) -> tuple[Integers, Integers]:
    """Lower left corners, in minutes, of all basic blocks that a box on the kernel's plane may reach into."""
    if not np.isfinite(box).all():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    lon, lat = EQUAL_AREA.to_degrees(box[[0, 2]], box[[1, 3]])
    west, south = np.floor(lon * A_DEGREE - 1e-6).astype(np.int64), np.floor(lat * A_DEGREE - 1e-6).astype(np.int64)
    columns, rows = np.arange(west[0], west[1] + 1), np.arange(south[0], south[1] + 1)
    return np.tile(columns, len(rows)), np.repeat(rows, len(columns))


def make_cells(west: Integers, south: Integers) -> Prepared:
    """Basic blocks as a layer: meridians and parallels are straight on the kernel's plane, so corners alone are exact."""
    east, north = west + 1, south + 1
    lon = np.column_stack([west, east, east, west, west]).ravel() / A_DEGREE
    lat = np.column_stack([south, south, north, north, south]).ravel() / A_DEGREE
    x, y = degrees_to_plane(lon, lat)
    each = np.arange(len(west) + 1, dtype=np.int64)
    table = Polygons(x, y, 5 * each, each, each, EQUAL_AREA)
    areas = measure_plane_areas(table)
    return Prepared(table, build_tree(table), areas, areas)
