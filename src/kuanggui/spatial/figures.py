"""Points and lines (railways, roads, monuments) placed on the kernel's plane: they have no area, but they can be near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.hilbert import order_boxes
from kuanggui.spatial.kernel.shapes import Tree
from kuanggui.spatial.plane import MAX_SEGMENT_M, METRES_PER_DEGREE, degrees_to_plane
from kuanggui.spatial.tree import build_tree_of_boxes


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Shapes of any kind in Hilbert order with a tree of boxes; `origin` gives the feature each row stems from."""

    shapes: NDArray[Any]
    tree: Tree
    origin: Integers


def prepare_figures(shapes: Sequence[Any] | NDArray[Any], crs: Crs) -> Figures:
    """Points, lines or polygons of any accepted reference system; missing and empty ones are near to nothing."""
    objects = np.array(shapes, dtype=object)
    longest = MAX_SEGMENT_M / (METRES_PER_DEGREE if crs.is_geographic else 1.0)
    placed = shapely.transform(shapely.segmentize(objects, longest), lambda points: _place(points, crs))
    boxes = shapely.bounds(placed).reshape(-1, 4)
    order = order_boxes(boxes)
    return Figures(placed[order], build_tree_of_boxes(boxes[order]), order)


def _place(points: Floats, crs: Crs) -> Floats:
    return np.column_stack(degrees_to_plane(*crs.to_degrees(points[:, 0], points[:, 1])))
