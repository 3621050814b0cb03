"""Statements that agree give no finding, and one number changed beyond rounding always does: two values, counts, goals, levels."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.ingest.phases import read

Said = Callable[..., tuple[Finding, ...]]
TITLE = "大同市矿产资源总体规划（2021-2025年）\n"
UPPER = "山西省矿产资源总体规划（2021-2025年）\n"
COUNTIES = ["浑源县", "灵丘县", "广灵县", "阳高县", "天镇县", "左云县", "云州区"]
# In units of 万吨, with one place: 0.1 to 2 billion tonnes.
TONNES = st.integers(100_000, 2_000_000).map(lambda n: Decimal(n).scaleb(-1))
lean = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """What the rules of a family find in a text, if need be against the text of the plan above."""

    def find(family: Family, text: str, upper: str | None = None) -> tuple[Finding, ...]:
        readings = []
        for name, words in (("plan", text), ("upper", upper)):
            if words is not None:
                path = tmp_path / f"{name}.txt"
                path.write_text(words, encoding="utf-8")
                readings.append(read(path))
        rules = [rule for rule in audit_rules() if rule.info.family is family]
        return assess(AuditCase(*readings), chosen=rules).findings

    return find


def on(findings: tuple[Finding, ...], quote: str) -> bool:
    return any(place.quote == quote for finding in findings for place in finding.places)


def retained(one: str, other: str) -> str:
    return (
        f"{TITLE}第一章 现状\n截至2020年底，煤炭保有资源量{one}。\n第二章 形势\n截至2020年底，煤炭保有资源量{other}。\n"
    )


@lean
@given(TONNES)
def test_a_figure_and_its_rounding_in_a_larger_unit_agree(said: Said, tonnes: Decimal) -> None:
    assert said(Family.TWO_VALUES, retained(f"{tonnes}万吨", f"{round(tonnes / 10_000, 2)}亿吨")) == ()


@lean
@given(TONNES, st.integers(2, 40), st.sampled_from([-1, 1]))
def test_a_figure_off_by_more_than_its_rounding_is_noticed(said: Said, tonnes: Decimal, steps: int, sign: int) -> None:
    wrong = f"{round(tonnes / 10_000, 2) + sign * steps * Decimal('0.01')}亿吨"
    assert on(said(Family.TWO_VALUES, retained(f"{tonnes}万吨", wrong)), wrong)


def listed(count: int, counties: list[str]) -> str:
    return f"{TITLE}第一章 现状\n地热田{count}处，分别为{'、'.join(counties)}。\n"


@lean
@given(st.lists(st.sampled_from(COUNTIES), min_size=2, unique=True))
def test_a_count_of_the_names_listed_holds(said: Said, counties: list[str]) -> None:
    assert said(Family.COUNTS, listed(len(counties), counties)) == ()


@lean
@given(st.lists(st.sampled_from(COUNTIES), min_size=2, unique=True), st.integers(1, 30))
def test_a_count_of_other_than_the_names_listed_is_noticed(said: Said, counties: list[str], count: int) -> None:
    wrong = count + (count >= len(counties))
    assert on(said(Family.COUNTS, listed(wrong, counties)), f"{wrong}处")


def reached(state: Decimal, goal: Decimal) -> str:
    return (
        f"{TITLE}第一章 现状\n2020年，矿山“三率”水平达标率为{state}%。\n"
        f"第二章 目标\n到2025年，矿山“三率”水平达标率达到{goal}%以上。\n"
    )


RATES = st.integers(400, 900).map(lambda n: Decimal(n).scaleb(-1))
STEPS = st.integers(2, 90).map(lambda n: Decimal(n).scaleb(-1))


@lean
@given(RATES, STEPS)
def test_a_goal_above_what_was_reached_is_in_order(said: Said, state: Decimal, more: Decimal) -> None:
    assert said(Family.GOALS, reached(state, state + more)) == ()


@lean
@given(RATES, STEPS)
def test_a_goal_below_what_was_reached_is_noticed(said: Said, state: Decimal, less: Decimal) -> None:
    assert on(said(Family.GOALS, reached(state, state - less)), f"{state - less}%以上")


def areas(count: int) -> str:
    return f"{TITLE}第一章 规划目标\n落实省规划在我市规划的重点矿区{count}个。\n"


def province(count: int, others: int) -> str:
    return f"{UPPER}第一章 布局\n大同市规划重点矿区{count}个，朔州市规划重点矿区{others}个。\n"


@lean
@given(st.integers(2, 60), st.integers(2, 60))
def test_the_number_that_the_plan_above_sets_is_in_order(said: Said, count: int, others: int) -> None:
    assert said(Family.LEVELS, areas(count), province(count, others)) == ()


@lean
@given(st.integers(2, 60), st.integers(2, 60), st.integers(1, 9))
def test_another_number_than_the_plan_above_sets_is_noticed(said: Said, count: int, others: int, off: int) -> None:
    assert on(said(Family.LEVELS, areas(count + off), province(count, others)), f"{count + off}个")
