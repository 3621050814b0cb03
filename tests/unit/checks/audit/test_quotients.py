"""Quotients as intervals: what rounding allows a printed share to be."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kuanggui.checks.audit.quotients import Amount, Fit, Range, amount, fit
from kuanggui.model.fact import Fact
from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.regulation import parse_unit

PLACE = Place("plan.txt", "ab", 1, 0, 1, "")
HUNDRED = Decimal(100)


def printed(value: Decimal, decimals: int, unit: str, relation: Relation = Relation.EQUAL) -> Fact:
    shown = round(value, decimals)
    return Fact("f", Quantity(f"{shown}{unit}", shown, shown, relation, parse_unit(unit), decimals=decimals), PLACE)


def found(part: Amount, whole: Amount) -> Range:
    quotient = part.range.over(whole.range)
    assert quotient is not None
    return quotient


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 3), st.integers(0, 3))
def test_rounding_part_whole_and_share_of_a_true_ratio_never_looks_wrong(
    part: int, rest: int, figures: int, share: int
) -> None:
    one, other = Decimal(part).scaleb(-2) + 1, Decimal(part + rest).scaleb(-2) + 1
    stated = printed(one / other * HUNDRED, share, "%")
    pair = amount(printed(one, figures, "万吨")), amount(printed(other, figures, "万吨"))
    assert fit(stated.quantity, found(*pair)) is Fit.HOLDS


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 2), st.sampled_from([-1, 1]))
def test_a_share_of_counted_things_that_is_off_by_two_places_is_noticed(
    part: int, rest: int, decimals: int, error: int
) -> None:
    true = Decimal(part) / Decimal(part + rest) * HUNDRED
    stated = printed(true + 2 * error * Decimal(1).scaleb(-decimals), decimals, "%")
    pair = amount(printed(Decimal(part), 0, "个")), amount(printed(Decimal(part + rest), 0, "个"))
    assert fit(stated.quantity, found(*pair)) is Fit.NOT


def test_a_share_that_is_cut_off_nearly_fits() -> None:
    pair = amount(printed(Decimal(2), 0, "个")), amount(printed(Decimal(3), 0, "个"))
    assert fit(printed(Decimal("66.6"), 1, "%").quantity, found(*pair)) is Fit.NEARLY


def test_a_bound_is_reckoned_with_as_its_limit() -> None:
    whole = amount(printed(Decimal(150), 0, "个", Relation.AT_MOST))
    assert whole.range == Range(Decimal(150), Decimal(150))


def test_figures_in_different_units_are_divided_in_base_units() -> None:
    pair = amount(printed(Decimal(500), 0, "公顷")), amount(printed(Decimal("10.00"), 2, "平方公里"))
    assert fit(printed(Decimal("50.0"), 1, "%").quantity, found(*pair)) is Fit.HOLDS


def test_nothing_can_be_a_share_of_nothing() -> None:
    none = amount(printed(Decimal(0), 0, "个"))
    assert none.range.over(none.range) is None


def test_about_and_more_than_give_way_by_one_place() -> None:
    assert amount(printed(Decimal(40), 0, "座", Relation.MORE)).range == Range(Decimal(40), Decimal(41))
    assert amount(printed(Decimal(40), 0, "座", Relation.LESS)).range == Range(Decimal(39), Decimal(40))
