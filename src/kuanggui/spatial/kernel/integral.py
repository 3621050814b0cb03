"""Area of feature ∩ block inside a box, as a sum over pairs of a feature side and a cap of the block.

Write a shape as the signed sum of the regions under its sides: a side that runs right to left (interior below, shells
being counter-clockwise) counts +1, one that runs left to right -1. Then

    area(A ∩ B) = Σ over sides a of A, caps c of B:  σ(a) σ(c) ∫ min(a(x), c(x)) dx

over their common x, heights counted from the bottom of the box. Nothing is decided by comparing points, so shared
corners, coincident sides and near misses need no special case: the value depends continuously on every coordinate.
"""

from __future__ import annotations

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.compiled import bare, inlined
from kuanggui.spatial.kernel.shapes import Shapes

_ROUNDING = 2e-15
_TINY = 1e-300


LEFT, RIGHT, HEIGHT, SLOPE, SIGN, TOTAL, SIZE = range(7)
"""Rows of an array of runs, the feature's sides from left to right: ends, height and slope as in caps, and two sums."""
ROWS = 7


@inlined
def fill_runs(runs: Floats, shapes: Shapes, feature: int, x0: float, y0: float) -> int:
    """Write the sides of a feature, coordinates from (x0, y0); their number."""
    count = 0
    for ring in range(shapes.feature_rings[feature], shapes.feature_rings[feature + 1]):
        x = shapes.x[shapes.ring_starts[ring] : shapes.ring_starts[ring + 1]]
        y = shapes.y[shapes.ring_starts[ring] : shapes.ring_starts[ring + 1]]
        number = len(x) - 1
        fill_ring(runs, count, number, x, y, x0, y0)
        count += number
    return count


@inlined
def fill_ring(runs: Floats, first: int, number: int, x: Floats, y: Floats, x0: float, y0: float) -> None:
    """Write the sides of one ring from place `first` on.

    A side below the bottom counts as nothing: it is cut where it crosses the bottom, or left without width.
    """
    left, right = runs[LEFT, first : first + number], runs[RIGHT, first : first + number]
    height, slope = runs[HEIGHT, first : first + number], runs[SLOPE, first : first + number]
    sign = runs[SIGN, first : first + number]
    for k in range(number):
        ax, ay, bx, by = x[k] - x0, y[k] - y0, x[k + 1] - x0, y[k + 1] - y0
        sign[k] = 1.0 if bx < ax else -1.0
        dx = bx - ax
        steep = (by - ay) / (dx if dx != 0 else 1.0)
        start_x, start_y = (bx, by) if bx < ax else (ax, ay)
        end_x, end_y = (ax, ay) if bx < ax else (bx, by)
        ground = start_x - start_y / (steep if steep != 0 else 1.0)
        from_x = max(start_x, ground) if start_y < 0 else start_x
        to_x = min(end_x, ground) if end_y < 0 else end_x
        to_x = start_x if (start_y <= 0) & (end_y <= 0) else to_x
        left[k], right[k], slope[k] = from_x, to_x, steep
        height[k] = max(start_y + steep * (from_x - start_x), 0.0)


@inlined
def add_cap(runs: Floats, count: int, left: float, right: float, height: float, slope: float, sign: float) -> None:
    """Add to every side's sum its integral with one cap, and to its size the integral's size.

    The integral of the lower of two lines over a width w is w times the mean of the first line less n² / (2 (n + p)),
    where n and p are the sums of the negative and positive gaps between the lines at the two ends: this is right
    whether the lines cross or not, so no branch is needed and several sides are done at once.
    """
    run_left, run_right, run_height = runs[LEFT, :count], runs[RIGHT, :count], runs[HEIGHT, :count]
    run_slope, run_sign, total, size = runs[SLOPE, :count], runs[SIGN, :count], runs[TOTAL, :count], runs[SIZE, :count]
    for k in range(count):
        low, high = max(run_left[k], left), min(run_right[k], right)
        width = max(high - low, 0.0)
        own = run_height[k] + run_slope[k] * (low - run_left[k])
        own_end = own + run_slope[k] * width
        gap = height + slope * (low - left) - own
        end_gap = gap + (slope - run_slope[k]) * width
        negative = max(-gap, 0.0) + max(-end_gap, 0.0)
        positive = max(gap, 0.0) + max(end_gap, 0.0)
        term = width * 0.5 * (own + own_end - negative * negative / (negative + positive + _TINY))
        total[k] += sign * run_sign[k] * term
        size[k] += abs(term)


@bare
def integrate(
    runs: Floats, shapes: Shapes, feature: int, caps: Floats, count: int, x0: float, y0: float
) -> tuple[float, float]:
    """Area of the feature under `count` caps in m², and a bound on its rounding error."""
    sides = fill_runs(runs, shapes, feature, x0, y0)
    for k in range(sides):
        runs[TOTAL, k] = 0.0
        runs[SIZE, k] = 0.0
    for k in range(count):
        add_cap(runs, sides, caps[LEFT, k], caps[RIGHT, k], caps[HEIGHT, k], caps[SLOPE, k], caps[SIGN, k])
    total, size = 0.0, 0.0
    for k in range(sides):
        total += runs[TOTAL, k]
        size += runs[SIZE, k]
    return total, size * _ROUNDING
