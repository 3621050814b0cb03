"""What the compiled loops are given: rings of many features, boxes of a tree, lists of sides."""

from __future__ import annotations

from typing import NamedTuple

from kuanggui.spatial.arrays import Floats, Integers


class Shapes(NamedTuple):
    """Features on the kernel's plane: vertices, first vertex of every ring, first ring of every feature, areas."""

    x: Floats
    y: Floats
    ring_starts: Integers
    feature_rings: Integers
    areas_m2: Floats


class Tree(NamedTuple):
    """Boxes (xmin, ymin, xmax, ymax) of all nodes, level after level, and where each level starts; children a node."""

    boxes: Floats
    level_starts: Integers
    fanout: int
