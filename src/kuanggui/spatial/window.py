"""Rows of a layer whose boxes meet windows: a walk down the tree, one level at a time, with all windows together."""

from __future__ import annotations

import numpy as np

from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.kernel.shapes import Tree


def find_rows(tree: Tree, window: Floats) -> Integers:
    """Rows whose boxes meet the window (xmin, ymin, xmax, ymax), ascending; boxes that only touch it count."""
    return find_pairs(tree, window[None])[1]


def find_pairs(tree: Tree, windows: Floats) -> tuple[Integers, Integers]:
    """Which window, shape (n, 4), meets the box of which row: two columns, ascending by window and row; touching counts."""
    top = len(tree.level_starts) - 2
    roots = np.arange(tree.level_starts[top], tree.level_starts[top + 1], dtype=np.int64)
    window, nodes = np.repeat(np.arange(len(windows)), len(roots)), np.tile(roots, len(windows))
    window, nodes = _meeting(tree, windows, window, nodes)
    for level in range(top - 1, -1, -1):
        first, last = tree.level_starts[level], tree.level_starts[level + 1]
        children = first + (nodes - tree.level_starts[level + 1])[:, None] * tree.fanout + np.arange(tree.fanout)
        there = children < last
        window = np.broadcast_to(window[:, None], children.shape)[there]
        window, nodes = _meeting(tree, windows, window, children[there])
    return window, nodes


def _meeting(tree: Tree, windows: Floats, window: Integers, nodes: Integers) -> tuple[Integers, Integers]:
    met = meet(tree.boxes[nodes], windows[window])
    return window[met], nodes[met]


def meet(boxes: Floats, windows: Floats) -> Flags:
    """Which boxes, shape (n, 4), have a point in common with their window, or with the one window."""
    return np.asarray(
        (boxes[..., 0] <= windows[..., 2])
        & (boxes[..., 1] <= windows[..., 3])
        & (boxes[..., 2] >= windows[..., 0])
        & (boxes[..., 3] >= windows[..., 1])
    )
