"""On which side of a directed side does a point lie? Decided exactly, ties broken one way for all.

Coordinates are on the grid of `plane.GRID`, so their differences are exact in double precision and only the two products
can be rounded. When the rounded answer is too close to call, the rounding errors of the products are computed as well
(Dekker 1971), which makes the sign exact.

A point that lies exactly on a side is moved by an infinitesimal (ε², ε), always the same way. Every question about it
therefore has one answer, however it is asked, and a walk along any path counts the same crossings.
"""

from __future__ import annotations

from kuanggui.spatial.compiled import bare, inlined

_SPLITTER = 134217729.0  # 2²⁷ + 1
_TOO_CLOSE = 4e-16  # above the three rounding errors of the test, each 1.1e-16 of a product


@bare
def find_rounding_error(a: float, b: float, product: float) -> float:
    """What `a * b` lost when it was rounded to `product`, exactly."""
    high = _SPLITTER * a
    a_high = high - (high - a)
    a_low = a - a_high
    high = _SPLITTER * b
    b_high = high - (high - b)
    b_low = b - b_high
    return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


@bare
def find_turn(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> float:
    """Positive if the point lies left of the side from a to b, negative if right, nought if exactly on its line."""
    dx, dy, px, py = bx - ax, by - ay, x - ax, y - ay
    left, right = dx * py, dy * px
    turn = left - right
    if abs(turn) > _TOO_CLOSE * (abs(left) + abs(right)):
        return turn
    return turn + (find_rounding_error(dx, py, left) - find_rounding_error(dy, px, right))


@bare
def is_left(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> bool:
    """Whether the point, moved by (ε², ε), lies left of the side from a to b."""
    turn = find_turn(ax, ay, bx, by, x, y)
    if turn != 0:
        return turn > 0
    return bx > ax or (bx == ax and by < ay)


@inlined
def straddles(first: float, second: float, level: float) -> bool:
    """Whether a level, moved up by an infinitesimal, lies between two coordinates."""
    return (first > level) != (second > level)
