"""One figure that is far off steady others."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kuanggui.checks.audit.magnitudes import odd_one_out

STEADY = st.lists(st.integers(100, 299).map(Decimal), min_size=3, max_size=12)


@given(STEADY)
def test_nothing_is_odd_among_steady_figures(values: list[Decimal]) -> None:
    assert odd_one_out(sorted(values)) is None


@given(STEADY, st.sampled_from([1, 2, 3, 4]))
def test_a_point_shifted_to_the_right_by_two_places_or_more_is_odd(values: list[Decimal], places: int) -> None:
    slip = values[0].scaleb(places + 1)
    assert odd_one_out(sorted([*values[1:], values[1], slip])) == len(values)


@given(STEADY, st.sampled_from([2, 3, 4]))
def test_a_point_shifted_to_the_left_by_two_places_or_more_is_odd(values: list[Decimal], places: int) -> None:
    slip = values[0].scaleb(-places)
    assert odd_one_out(sorted([*values[1:], values[1], slip])) == 0


def test_figures_that_vary_have_no_odd_one() -> None:
    assert odd_one_out([Decimal(1), Decimal(5), Decimal(40), Decimal(300)]) is None
