"""Polygons made ready for the kernel: on its plane, turned the right way, tiled, in Hilbert order, with a tree of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kuanggui.spatial.area import measure_plane_areas, sum_ring_crosses
from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.hilbert import order_along_hilbert
from kuanggui.spatial.kernel.shapes import Shapes, Tree
from kuanggui.spatial.plane import MAX_SEGMENT_M, to_plane
from kuanggui.spatial.polygons import Polygons, add_segments
from kuanggui.spatial.tiles import MOST_VERTICES, cut_into_tiles
from kuanggui.spatial.tree import build_tree


@dataclass(frozen=True, eq=False)
class Prepared:
    """Rows for the kernel with their official areas.

    `origin` tells which feature each row stems from; None when row and feature numbers are the same. `features` is the
    number of features, and `feature_areas_m2` their areas.
    """

    polygons: Polygons
    tree: Tree
    areas_m2: Floats
    feature_areas_m2: Floats
    origin: Integers | None = None

    def __len__(self) -> int:
        return len(self.polygons)

    @property
    def features(self) -> int:
        """Number of features before tiling."""
        return len(self.feature_areas_m2)

    @cached_property
    def shapes(self) -> Shapes:
        """The arrays as the compiled loops take them."""
        table = self.polygons
        return Shapes(table.x, table.y, table.ring_starts, table.feature_rings, self.areas_m2)

    @property
    def boxes(self) -> Floats:
        """Bounding boxes of the rows, shape (rows, 4)."""
        return self.tree.boxes[: len(self)]

    @cached_property
    def is_tile(self) -> Flags:
        """Whether each row is but a part of its feature: shape (rows,)."""
        if self.origin is None:
            return np.zeros(len(self), dtype=np.bool_)
        return np.asarray(np.bincount(self.origin, minlength=self.features)[self.origin] > 1)

    @cached_property
    def kept_shapes(self) -> dict[int, Any]:
        """Rows that were turned into shapes to measure distances, by number."""
        return {}

    @cached_property
    def most_sides(self) -> int:
        """Number of vertices of the largest row."""
        return int(np.diff(self.polygons.vertex_starts).max(initial=1))


def prepare_blocks(polygons: Polygons, max_segment_m: float | None = MAX_SEGMENT_M) -> Prepared:
    """Blocks for the kernel: whole and in their own order."""
    placed = turn_rings(to_plane(polygons, max_segment_m))
    areas = measure_plane_areas(placed)
    return Prepared(placed, build_tree(placed), areas, areas)


def prepare_layer(
    polygons: Polygons, max_segment_m: float | None = MAX_SEGMENT_M, most_vertices: int = MOST_VERTICES
) -> Prepared:
    """A layer for the kernel: tiled and in Hilbert order."""
    placed = turn_rings(to_plane(polygons, max_segment_m))
    feature_areas = measure_plane_areas(placed)
    tiles, origin = cut_into_tiles(placed, most_vertices)
    order = order_along_hilbert(tiles)
    origin = origin[order]
    if np.array_equal(origin, np.arange(len(feature_areas))):
        return Prepared(placed, build_tree(placed), feature_areas, feature_areas)
    tiles = tiles.take(order)
    return Prepared(tiles, build_tree(tiles), measure_tiles(tiles), feature_areas, origin)


def measure_tiles(tiles: Polygons) -> Floats:
    """Areas of rows whose rings already turn the right way: simply the signed sum."""
    return add_segments(sum_ring_crosses(tiles.x, tiles.y, tiles.ring_starts), tiles.feature_rings)


def turn_rings(polygons: Polygons) -> Polygons:
    """The same polygons with shells counter-clockwise and holes clockwise."""
    signed = sum_ring_crosses(polygons.x, polygons.y, polygons.ring_starts)
    wrong = (signed > 0) != polygons.shells
    if not wrong.any():
        return polygons
    starts = polygons.ring_starts
    order = np.arange(len(polygons.x), dtype=np.int64)
    turned = np.repeat(wrong, np.diff(starts))
    order[turned] = np.repeat(starts[:-1] + starts[1:] - 1, np.diff(starts))[turned] - order[turned]
    return polygons.with_coordinates(polygons.x[order], polygons.y[order], polygons.crs)
