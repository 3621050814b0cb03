"""Order along a Hilbert curve: neighbours in the table become neighbours on the ground."""

from __future__ import annotations

import numpy as np

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.compiled import compiled
from kuanggui.spatial.polygons import Polygons

_ORDER = 16


def order_along_hilbert(polygons: Polygons) -> Integers:
    """Positions of the features in the order of a Hilbert curve through the centres of their boxes; empty ones last.

    Ties keep the order of the table, so the result does not depend on how it was computed.
    """
    return order_boxes(polygons.bounds())


def order_boxes(boxes: Floats) -> Integers:
    """The same for bounding boxes, shape (features, 4)."""
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    filled = ~np.isnan(centres[:, 0])
    keys = np.full(len(boxes), np.iinfo(np.int64).max, dtype=np.int64)
    if filled.any():
        low, high = centres[filled].min(axis=0), centres[filled].max(axis=0)
        span = np.maximum(high - low, 1e-9)
        cells = ((centres[filled] - low) / span * (2**_ORDER - 1)).astype(np.int64)
        keys[filled] = find_hilbert_keys(cells[:, 0].copy(), cells[:, 1].copy(), _ORDER)
    return np.argsort(keys, kind="stable")


@compiled
def find_hilbert_keys(x: Integers, y: Integers, order: int) -> Integers:
    """Distance along the curve of cells on a grid of 2^order × 2^order."""
    keys = np.zeros(len(x), dtype=np.int64)
    for i in range(len(x)):
        cx, cy = x[i], y[i]
        for bit in range(order - 1, -1, -1):
            right, upper = (cx >> bit) & 1, (cy >> bit) & 1
            keys[i] = (keys[i] << 2) | ((3 * right) ^ upper)
            if upper == 0:
                if right == 1:
                    cx, cy = (1 << order) - 1 - cx, (1 << order) - 1 - cy
                cx, cy = cy, cx
    return keys
