"""Sums as intervals: what rounding, bounds and 约 allow."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kuanggui.checks.audit.sums import Side, Term, allowed, balance
from kuanggui.model.fact import Fact
from kuanggui.model.place import Place
from kuanggui.model.quantity import Interval, Quantity, Relation
from kuanggui.regulation import parse_unit

PLACE = Place("plan.txt", "ab", 1, 0, 1, "")
FIGURES = st.lists(st.integers(0, 10**7).map(lambda n: Decimal(n).scaleb(-3)), min_size=1, max_size=30)


def printed(value: Decimal, decimals: int, unit: str = "万吨", relation: Relation = Relation.EQUAL) -> Quantity:
    shown = round(value, decimals)
    return Quantity(f"{shown}{unit}", shown, shown, relation, parse_unit(unit), decimals=decimals)


def terms(values: list[Decimal], decimals: int, unit: str = "万吨") -> list[Term]:
    return [Term(Fact(f"f{n}", printed(value, decimals, unit), PLACE)) for n, value in enumerate(values)]


@given(FIGURES, st.integers(0, 3), st.integers(0, 3))
def test_rounding_the_parts_and_the_whole_of_a_true_sum_never_looks_wrong(
    values: list[Decimal], parts: int, whole: int
) -> None:
    assert balance(terms(values, parts), printed(sum(values, Decimal(0)), whole)).holds


@given(FIGURES, st.integers(0, 3))
def test_a_whole_that_is_off_by_more_than_all_roundings_together_is_noticed(
    values: list[Decimal], decimals: int
) -> None:
    true = sum(values, Decimal(0))
    slack = Decimal(len(values) + 2).scaleb(-decimals)
    assert balance(terms(values, decimals), printed(true + slack, decimals)).side is Side.BELOW
    assert balance(terms(values, decimals), printed(true - slack, decimals)).side is Side.ABOVE


@given(st.lists(st.integers(0, 500), min_size=1, max_size=20), st.sampled_from([-1, 1]))
def test_counts_are_exact(values: list[int], error: int) -> None:
    counted = terms([Decimal(value) for value in values], 0, "个")
    assert balance(counted, printed(Decimal(sum(values)), 0, "个")).holds
    assert not balance(counted, printed(Decimal(sum(values) + error), 0, "个")).holds


def test_a_difference_that_only_just_is_rounding_is_strained() -> None:
    parts = terms([Decimal("0.42"), Decimal("0.73"), Decimal("0.74")], 2)
    found = {str(whole): balance(parts, printed(Decimal(whole), 2)) for whole in ("1.89", "1.90", "1.91", "1.92")}
    assert [key for key, value in found.items() if value.strained] == ["1.91"]
    assert [key for key, value in found.items() if value.holds] == ["1.89", "1.90", "1.91"]


def test_the_total_is_given_in_the_unit_of_the_whole() -> None:
    found = balance(terms([Decimal("1.5"), Decimal("2.5")], 1, "平方千米"), printed(Decimal(400), 0, "公顷"))
    assert (found.total, found.holds) == (Decimal(400), True)


def test_a_negative_term_is_taken_off() -> None:
    one, two = terms([Decimal(10), Decimal(3)], 0)
    assert balance([one, Term(two.fact, -1)], printed(Decimal(7), 0)).holds


def test_about_gives_way_by_one_unit_of_the_last_figure() -> None:
    assert allowed(printed(Decimal("2.81"), 2, "个", Relation.ABOUT)) == Interval(Decimal("2.80"), Decimal("2.82"))
    assert allowed(printed(Decimal(300), 0, "个", Relation.ABOUT)) == Interval(Decimal(200), Decimal(400))


def test_a_bound_is_open_on_one_side() -> None:
    assert balance(terms([Decimal(60)], 0, "个"), printed(Decimal(50), 0, "个", Relation.AT_LEAST)).holds
    assert not balance(terms([Decimal(60)], 0, "个"), printed(Decimal(50), 0, "个", Relation.AT_MOST)).holds
