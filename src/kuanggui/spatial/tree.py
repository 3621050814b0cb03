"""A packed tree of bounding boxes over features in their stored order.

Node `k` of a level covers the nodes `k·FANOUT … (k+1)·FANOUT - 1` of the level below, level 0 being the features. Nothing
but boxes has to be stored, and all features below a node are one range. The boxes are small only if neighbours in the
table are neighbours on the ground: layers are stored in Hilbert order.
"""

from __future__ import annotations

import numpy as np

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.kernel.shapes import Tree
from kuanggui.spatial.polygons import Polygons

FANOUT = 4


def build_tree(polygons: Polygons) -> Tree:
    """The tree over the features of a table; an empty feature gets a box that meets nothing."""
    return build_tree_of_boxes(polygons.bounds())


def build_tree_of_boxes(boxes: Floats) -> Tree:
    """The same over bounding boxes, shape (features, 4)."""
    level = boxes.copy()
    empty = np.isnan(level[:, 0])
    level[empty] = (np.inf, np.inf, -np.inf, -np.inf)
    levels = [level]
    while len(levels[-1]) > FANOUT:
        levels.append(_enclose(levels[-1]))
    sizes = [len(boxes) for boxes in levels]
    return Tree(np.concatenate(levels), np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), FANOUT)


def _enclose(boxes: Floats) -> Floats:
    starts = np.arange(0, len(boxes), FANOUT)
    low, high = np.minimum.reduceat(boxes[:, :2], starts), np.maximum.reduceat(boxes[:, 2:], starts)
    return np.hstack([low, high])
