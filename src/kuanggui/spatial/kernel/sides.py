"""Sides of a block against a box: which of them may enter it, and how often a path between two points crosses them.

A list of sides is an array of shape (n, 4): the ends ax, ay, bx, by of each directed side.
"""

from __future__ import annotations

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.compiled import inlined
from kuanggui.spatial.kernel.predicates import is_left
from kuanggui.spatial.kernel.shapes import Shapes

_SLACK = 1e-14


@inlined
def collect_sides(shapes: Shapes, feature: int, sides: Floats) -> int:
    """Write the sides of a feature from the first place on; their number."""
    count = 0
    for ring in range(shapes.feature_rings[feature], shapes.feature_rings[feature + 1]):
        for i in range(shapes.ring_starts[ring], shapes.ring_starts[ring + 1] - 1):
            sides[count, 0], sides[count, 1] = shapes.x[i], shapes.y[i]
            sides[count, 2], sides[count, 3] = shapes.x[i + 1], shapes.y[i + 1]
            count += 1
    return count


@inlined
def meets_line(ax: float, ay: float, bx: float, by: float, box: Floats) -> bool:
    """Whether the corners of the box may lie on both sides of the line through a and b; never false for one that meets."""
    dx, dy = bx - ax, by - ay
    left, right = dx * ((box[1] - ay) + (box[3] - ay)), dy * ((box[0] - ax) + (box[2] - ax))
    reach = abs(dx) * (box[3] - box[1]) + abs(dy) * (box[2] - box[0])
    return bool(abs(left - right) <= reach + _SLACK * (abs(left) + abs(right) + reach))


@inlined
def sift_sides(sides: Floats, first: int, last: int, box: Floats, from_x: float, from_y: float) -> tuple[int, bool]:
    """Copy behind `last` those of the sides `first:last` that may touch the box; the new end of the list.

    Also tells whether just one of two points lies inside the block: `from` and the top left corner of the box, when the
    sides are all that come near the path that goes level from the first and then down to the second.
    """
    x0, y0, x1, y1 = box[0], box[1], box[2], box[3]
    end, odd = last, False
    for k in range(first, last):
        ax, ay, bx, by = sides[k, 0], sides[k, 1], sides[k, 2], sides[k, 3]
        west, east, south, north = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if (west <= x1) & (east >= x0) & (south <= y1) & (north >= y0) and meets_line(ax, ay, bx, by, box):
            sides[end, 0], sides[end, 1], sides[end, 2], sides[end, 3] = ax, ay, bx, by
            end += 1
        if (south <= from_y) & (north > from_y) & (east >= from_x) & (west <= x0):
            odd ^= is_left(ax, ay, bx, by, from_x, from_y) != is_left(ax, ay, bx, by, x0, from_y)
        if (west <= x0) & (east > x0) & (north >= y1) & (south <= from_y):
            odd ^= is_left(ax, ay, bx, by, x0, from_y) != is_left(ax, ay, bx, by, x0, y1)
    return end, odd
