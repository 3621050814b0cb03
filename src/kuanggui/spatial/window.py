"""Rows of a layer whose boxes meet a window: a walk down the tree, one level at a time."""

from __future__ import annotations

import numpy as np

from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.kernel.shapes import Tree


def find_rows(tree: Tree, window: Floats) -> Integers:
    """Rows whose boxes meet the window (xmin, ymin, xmax, ymax), ascending; boxes that only touch it count."""
    top = len(tree.level_starts) - 2
    nodes = np.arange(tree.level_starts[top], tree.level_starts[top + 1], dtype=np.int64)
    nodes = nodes[meet(tree.boxes[nodes], window)]
    for level in range(top - 1, -1, -1):
        first, last = tree.level_starts[level], tree.level_starts[level + 1]
        children = first + (nodes - tree.level_starts[level + 1])[:, None] * tree.fanout + np.arange(tree.fanout)
        nodes = children[children < last]
        nodes = nodes[meet(tree.boxes[nodes], window)]
    return nodes


def meet(boxes: Floats, window: Floats) -> Flags:
    """Which boxes, shape (n, 4), have a point in common with the window."""
    return np.asarray(
        (boxes[:, 0] <= window[2])
        & (boxes[:, 1] <= window[3])
        & (boxes[:, 2] >= window[0])
        & (boxes[:, 3] >= window[1])
    )
