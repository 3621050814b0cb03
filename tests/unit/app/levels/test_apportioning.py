"""Rounded parts make the whole exactly and lie where their weights say."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.app.levels import apportioning
from kuanggui.app.levels.apportioning import apportion, apportion_years

WEIGHTS = st.lists(st.integers(0, 10_000).map(Decimal), min_size=1, max_size=15).filter(any)


@given(st.integers(0, 10**7), WEIGHTS, st.integers(0, 4))
def test_parts_add_up_and_are_less_than_a_step_from_their_weight(
    total: int, weights: list[Decimal], places: int
) -> None:
    whole, step = Decimal(total).scaleb(-places), Decimal(1).scaleb(-places)
    parts = apportion(whole, weights, places)
    assert sum(parts) == whole
    assert all(abs(part - whole * w / sum(weights)) < step for part, w in zip(parts, weights, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=6), WEIGHTS)
def test_every_year_adds_up_and_no_division_is_left_behind_over_the_years(
    totals: list[int], weights: list[Decimal]
) -> None:
    rows = apportion_years([Decimal(each) for each in totals], weights, running=True)
    assert [sum(row) for row in rows] == totals
    assert min(part for row in rows for part in row) >= 0
    for column, weight in enumerate(weights):
        assert abs(sum(row[column] for row in rows) - sum(totals) * weight / sum(weights)) <= 2


def test_the_example_of_the_documentation_holds() -> None:
    assert doctest.testmod(apportioning).failed == 0


@pytest.mark.parametrize(("total", "parts"), [("0.8", ["0.4", "0.2", "0.2"]), ("0.1", ["0.1", "0.0", "0.0"])])
def test_the_largest_remainder_comes_first(total: str, parts: list[str]) -> None:
    assert apportion(Decimal(total), [Decimal(2), Decimal(1), Decimal(1)], 1) == [Decimal(each) for each in parts]
