"""The block inside a box, as caps: its sides clipped to the box and the parts of the top of the box inside it.

A point of the box lies in the block as often as the caps above it say, each counted with its sign. Coordinates are taken
from the lower left corner of the box.
"""

from __future__ import annotations

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.compiled import inlined
from kuanggui.spatial.kernel.predicates import is_left, straddles
from kuanggui.spatial.kernel.sides import AX, AY, BX, BY

LEFT, RIGHT, HEIGHT, SLOPE, SIGN, CROSSING = range(6)
"""Rows of an array of caps: x of both ends, height at the left end, slope, sign; and room for crossings with the top."""
ROWS = 6


@inlined
def build_caps(caps: Floats, sides: Floats, first: int, last: int, inside: bool, box: Floats) -> tuple[int, bool]:
    """Fill `caps` for the box; how many there are, and whether any side cuts the box.

    `inside` tells whether the top left corner of the box lies in the block.
    """
    x0, y0, top = box[0], box[1], box[3]
    width, height = box[2] - x0, top - y0
    count, crossed = 0, 0
    for k in range(first, last):
        ax, ay, bx, by = sides[AX, k], sides[AY, k], sides[BX, k], sides[BY, k]
        count += clip_side(caps, count, ax - x0, ay - y0, bx - x0, by - y0, width, height)
        if straddles(ay, by, top) and is_left(ax, ay, bx, by, x0, top) == (by > ay):
            place = ax - x0 + (top - ay) * ((bx - ax) / (by - ay))
            insert(caps[CROSSING], crossed, min(max(place, 0.0), width))
            crossed += 1
    return add_top(caps, count, crossed, inside, width, height), count + crossed > 0


@inlined
def clip_side(caps: Floats, slot: int, ax: float, ay: float, bx: float, by: float, width: float, height: float) -> bool:
    """Write the part of the side a → b in the box (0, 0, width, height) to a slot; false if there is none."""
    sign = 1.0 if bx < ax else -1.0
    if bx < ax:
        ax, ay, bx, by = bx, by, ax, ay
    if bx <= ax or bx <= 0 or ax >= width:
        return False
    slope = (by - ay) / (bx - ax)
    left, right = max(ax, 0.0), min(bx, width)
    if slope != 0:
        at_bottom, at_top = ax - ay / slope, ax + (height - ay) / slope
        left, right = max(left, min(at_bottom, at_top)), min(right, max(at_bottom, at_top))
    elif ay < 0 or ay > height:
        return False
    caps[LEFT, slot], caps[RIGHT, slot], caps[SLOPE, slot], caps[SIGN, slot] = left, right, slope, sign
    caps[HEIGHT, slot] = min(max(ay + slope * (left - ax), 0.0), height)
    return right > left


@inlined
def insert(ascending: Floats, count: int, value: float) -> None:
    """Put a value in its place among the first `count` ascending ones."""
    slot = count
    while slot > 0 and ascending[slot - 1] > value:
        ascending[slot] = ascending[slot - 1]
        slot -= 1
    ascending[slot] = value


@inlined
def add_top(caps: Floats, count: int, crossed: int, inside: bool, width: float, height: float) -> int:
    """Append the parts of the top of the box that lie in the block; the new number of caps."""
    left = 0.0
    for k in range(crossed + 1):
        right = caps[CROSSING, k] if k < crossed else width
        if inside and right > left:
            caps[LEFT, count], caps[RIGHT, count], caps[HEIGHT, count] = left, right, height
            caps[SLOPE, count], caps[SIGN, count] = 0.0, 1.0
            count += 1
        inside = not inside
        left = right
    return count
