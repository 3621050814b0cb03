"""The side test is exact where rounding would decide wrongly."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.spatial.kernel.predicates import find_rounding_error, find_turn, is_left
from kuanggui.spatial.plane import GRID

on_grid = st.integers(-(2**52) + 1, 2**52 - 1).map(lambda step: step * GRID)
near = st.integers(-3, 3).map(lambda step: step * GRID)


@settings(deadline=None)
@given(on_grid, on_grid)
def test_rounding_error_of_a_product_is_exact(a: float, b: float) -> None:
    assert Fraction(a) * Fraction(b) == Fraction(a * b) + Fraction(find_rounding_error(a, b, a * b))


def _exact_turn(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> int:
    dx, dy = Fraction(bx) - Fraction(ax), Fraction(by) - Fraction(ay)
    turn = dx * (Fraction(y) - Fraction(ay)) - dy * (Fraction(x) - Fraction(ax))
    return (turn > 0) - (turn < 0)


@settings(deadline=None)
@given(on_grid, on_grid, on_grid, on_grid, st.integers(0, 2**20), near, near)
def test_sign_is_exact_for_points_next_to_the_side(
    ax: float, ay: float, bx: float, by: float, share: int, off_x: float, off_y: float
) -> None:
    x = round((ax + (bx - ax) * share / 2**20) / GRID) * GRID + off_x
    y = round((ay + (by - ay) * share / 2**20) / GRID) * GRID + off_y
    if max(abs(value) for value in (x, y)) < 2**25:
        turn = find_turn(ax, ay, bx, by, x, y)
        assert (turn > 0) - (turn < 0) == _exact_turn(ax, ay, bx, by, x, y)


@settings(deadline=None)
@given(on_grid, on_grid, on_grid, on_grid)
def test_the_two_directions_of_a_side_never_agree(ax: float, ay: float, bx: float, by: float) -> None:
    if (ax, ay) != (bx, by):
        assert is_left(ax, ay, bx, by, ax, ay) != is_left(bx, by, ax, ay, ax, ay)
