"""What a target asks in each year follows from what it counts, and the shares make it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from kuanggui.app.levels.splitting import SplitOptions, split_plan
from kuanggui.checks.levels.case import DivisionPlan
from kuanggui.errors import InputError
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.target import Indicator
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.quantity import Quantity
from kuanggui.model.shares import Course, Method, ShareTable
from kuanggui.regulation.units import parse_unit
from plan_data import SOURCE

PLACE = Place("plan.txt", "a" * 64, 1, 0, 1, "x")
BELOW = dict.fromkeys(("990102", "990121", "990122"))
EVEN = SplitOptions(Method.EVEN)


def figure(number: str, unit: str) -> Figure:
    value = Decimal(number)
    decimals = max(0, -int(value.as_tuple().exponent))
    return Figure(Quantity(number, value, value, unit=parse_unit(unit), decimals=decimals), PLACE)


def city(
    number: str, unit: str, base: str | None = None, period: tuple[int, int] | None = (2021, 2025)
) -> DivisionPlan:
    indicator = Indicator("i/1", PLACE, Word("甲", PLACE), value=figure(number, unit))
    indicator = replace(indicator, base_value=figure(base, unit)) if base else indicator
    years = Years(*period, PLACE) if period else None
    return DivisionPlan(Plan("990100-plan", SOURCE, planning_period=years, indicators=(indicator,)), "990100")


def totals(table: ShareTable) -> Mapping[int, Decimal]:
    (target,) = table.targets
    return {year: sum((share.planned[year] for share in table.shares), Decimal(0)) for year in target.years}


@pytest.mark.parametrize(
    ("plan", "course", "whole"),
    [
        (city("7", "万吨/年"), Course.SAME, dict.fromkeys(range(2021, 2026), 7)),
        (city("10.5", "公顷"), Course.SPREAD, {year: Decimal("2.1") for year in range(2021, 2026)}),
        (city("14", "座"), Course.FINAL, {2025: 14}),
        (city("14", "座", base="4"), Course.FINAL, {2021: 6, 2022: 8, 2023: 10, 2024: 12, 2025: 14}),
    ],
)
def test_caps_hold_every_year_areas_add_up_and_counts_are_due_at_the_end(
    plan: DivisionPlan, course: Course, whole: dict[int, Decimal]
) -> None:
    table = split_plan(plan, BELOW, EVEN).table
    assert table.targets[0].course is course
    assert totals(table) == whole


def test_the_user_may_say_how_the_years_go_and_how_fine_the_shares_are() -> None:
    table = split_plan(city("14", "座"), BELOW, replace(EVEN, course=Course.SPREAD, decimals=1)).table
    assert totals(table) == {year: Decimal("2.8") for year in range(2021, 2026)}
    sums = [sum(share.planned.values()) for share in table.shares]
    assert (sum(sums), max(sums) - min(sums) <= Decimal("0.2")) == (14, True)


def test_shares_are_never_coarser_than_the_target_is_printed() -> None:
    assert split_plan(city("0.75", "公顷"), BELOW, replace(EVEN, decimals=0)).table.targets[0].decimals == 2


def test_a_plan_without_a_period_cannot_be_split() -> None:
    with pytest.raises(InputError, match="没有写明规划期"):
        split_plan(city("14", "座", period=None), BELOW, EVEN)
