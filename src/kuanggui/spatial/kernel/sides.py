"""Sides of a block against a box: which of them may enter it, and how often a path between two points crosses them.

A list of sides is a part of an array with the rows AX, AY, BX, BY: the ends of each directed side.
"""

from __future__ import annotations

from kuanggui.spatial.arrays import Bytes, Floats
from kuanggui.spatial.compiled import inlined
from kuanggui.spatial.kernel.predicates import is_left
from kuanggui.spatial.kernel.shapes import Shapes

AX, AY, BX, BY = range(4)
_SLACK = 1e-14


@inlined
def collect_sides(shapes: Shapes, feature: int, sides: Floats) -> int:
    """Write the sides of a feature from the first place on; their number."""
    count = 0
    for ring in range(shapes.feature_rings[feature], shapes.feature_rings[feature + 1]):
        for i in range(shapes.ring_starts[ring], shapes.ring_starts[ring + 1] - 1):
            sides[AX, count], sides[AY, count] = shapes.x[i], shapes.y[i]
            sides[BX, count], sides[BY, count] = shapes.x[i + 1], shapes.y[i + 1]
            count += 1
    return count


@inlined
def meets_line(
    ax: float, ay: float, bx: float, by: float, twice_x: float, twice_y: float, wide: float, high: float
) -> bool:
    """Whether the corners of a box may lie on both sides of the line through a and b; never false for one that meets.

    The box is given by twice its centre, its width and its height.
    """
    dx, dy = bx - ax, by - ay
    left, right = dx * (twice_y - 2 * ay), dy * (twice_x - 2 * ax)
    reach = abs(dx) * high + abs(dy) * wide
    return bool(abs(left - right) <= reach + _SLACK * (abs(left) + abs(right) + reach))


@inlined
def mark_sides(marks: Bytes, sides: Floats, first: int, number: int, box: Floats, from_x: float, from_y: float) -> None:
    """Mark which of `number` sides may touch the box (1) and which come near the path between two corners (2).

    A loop without branches on columns, so that several sides are marked at once.
    """
    x0, y0, x1, y1 = box[0], box[1], box[2], box[3]
    wide, high, twice_x, twice_y = x1 - x0, y1 - y0, x0 + x1, y0 + y1
    a_x, a_y = sides[AX, first : first + number], sides[AY, first : first + number]
    b_x, b_y = sides[BX, first : first + number], sides[BY, first : first + number]
    for k in range(number):
        ax, ay, bx, by = a_x[k], a_y[k], b_x[k], b_y[k]
        west, east, south, north = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        meets_box = (west <= x1) & (east >= x0) & (south <= y1) & (north >= y0)
        meets_box &= meets_line(ax, ay, bx, by, twice_x, twice_y, wide, high)
        level = (north > from_y) & (east >= from_x)
        down = (east > x0) & (north >= y1)
        near_path = (south <= from_y) & (west <= x0) & (level | down)
        marks[k] = 1 * meets_box + 2 * near_path


@inlined
def sift_sides(
    sides: Floats, marks: Bytes, first: int, last: int, box: Floats, from_x: float, from_y: float
) -> tuple[int, bool]:
    """Copy behind `last` those of the sides `first:last` that may touch the box; the new end of the list.

    Also tells whether just one of two points lies inside the block: `from` and the top left corner of the box, when the
    sides are all that come near the path that goes level from the first and then down to the second.
    """
    mark_sides(marks, sides, first, last - first, box, from_x, from_y)
    end, odd = last, False
    for k in range(first, last):
        mark = marks[k - first]
        if mark == 0:
            continue
        ax, ay, bx, by = sides[AX, k], sides[AY, k], sides[BX, k], sides[BY, k]
        if mark != 2:
            sides[AX, end], sides[AY, end], sides[BX, end], sides[BY, end] = ax, ay, bx, by
            end += 1
        if mark >= 2:
            odd ^= crosses_path(ax, ay, bx, by, from_x, from_y, box[0], box[3])
    return end, odd


@inlined
def crosses_path(
    ax: float, ay: float, bx: float, by: float, from_x: float, from_y: float, x0: float, y1: float
) -> bool:
    """Whether a side crosses the path from `from` level to `x0` and then down to `y1` an odd number of times."""
    at_turn, odd = is_left(ax, ay, bx, by, x0, from_y), False
    if (min(ay, by) <= from_y) & (max(ay, by) > from_y) & (max(ax, bx) >= from_x):
        odd ^= is_left(ax, ay, bx, by, from_x, from_y) != at_turn
    if (max(ax, bx) > x0) & (max(ay, by) >= y1):
        odd ^= at_turn != is_left(ax, ay, bx, by, x0, y1)
    return odd
