"""The common ground of block and feature as a shape, for those who want to see it; areas need none of this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.polygons import gather_ranges
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.valid import fetch_shapes, keep_polygons

BATCH = 20_000


def intersect_pairs(blocks: Prepared, layer: Prepared, pairs: Overlaps) -> Iterator[NDArray[Any]]:
    """Shapes of all pairs on the kernel's plane (GEOS), in batches of `BATCH` pairs so that memory stays bounded."""
    rows, starts = index_rows(layer)
    for first in range(0, len(pairs), BATCH):
        part = slice(first, first + BATCH)
        yield _intersect(blocks, layer, pairs.select(part), rows, starts)


def index_rows(layer: Prepared) -> tuple[Integers, Integers]:
    """Rows sorted by the feature they stem from, and where each feature's rows start."""
    features = np.arange(layer.features + 1, dtype=np.int64)
    if layer.origin is None:
        return features[:-1], features
    order = np.argsort(layer.origin, kind="stable")
    return order, np.searchsorted(layer.origin[order], features).astype(np.int64)


def _intersect(blocks: Prepared, layer: Prepared, pairs: Overlaps, rows: Integers, starts: Integers) -> NDArray[Any]:
    positions, ends = gather_ranges(starts, pairs.feature.astype(np.int64))
    row, pair = rows[positions], np.repeat(np.arange(len(pairs)), np.diff(ends))
    box, other = blocks.boxes[pairs.block[pair]], layer.boxes[row]
    near = (box[:, :2] < other[:, 2:]).all(axis=1) & (box[:, 2:] > other[:, :2]).all(axis=1)
    row, pair = row[near], pair[near]
    used_rows, row_place = np.unique(row, return_inverse=True)
    used_blocks, block_place = np.unique(pairs.block[pair], return_inverse=True)
    tiles, shapes = fetch_shapes(layer, used_rows), fetch_shapes(blocks, used_blocks.astype(np.int64))
    pieces = shapely.intersection(shapes[block_place], tiles[row_place])
    groups = np.split(pieces, np.searchsorted(pair, np.arange(1, len(pairs))))
    return np.array([keep_polygons(group[0] if len(group) == 1 else shapely.union_all(group)) for group in groups])
