"""Each rule between levels says what its cases say it does."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.levels.assess import assess_levels, levels_rules
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.checks.run import run_rule
from kuanggui.findings.judgement import Verdict
from kuanggui.model.feature import Feature, FeatureKind, GeometryMark, Shape
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.target import Cap, DepositSize, Indicator, MinimumScale
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.model.shares import Course, Method, Share, ShareTable, Target
from kuanggui.regulation.units import parse_unit
from plan_data import SOURCE, block, box

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "levels"
RULES = {rule.code: rule for rule in levels_rules()}
CASES = [
    pytest.param(code, case, id=f"{code}: {case['name']}")
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code.lower()}.yaml").read_text(encoding="utf-8"))
]
VERDICTS = {
    "clear": {Verdict.PASSED},
    "hit": {Verdict.FOUND},
    "limit": {Verdict.PASSED, Verdict.FOUND},
    "out_of_scope": {Verdict.NOT_APPLICABLE, Verdict.PASSED},
    "not_evaluated": {Verdict.NOT_EVALUATED},
}


def place(words: str) -> Place:
    return Place("plan.txt", "a" * 64, 1, 0, len(words), words)


def figure(text: str) -> Figure:
    """≥90 % as a figure: an optional sign, digits, a unit behind a blank."""
    number, _, unit = text.partition(" ")
    sign = next((each for each in Relation if number.startswith(each.value)), Relation.EQUAL)
    digits = number.lstrip("".join(each.value for each in Relation))
    value = Decimal(digits)
    decimals = max(0, -int(value.as_tuple().exponent))
    return Figure(
        Quantity(number, value, value, sign, parse_unit(unit) if unit else None, decimals=decimals), place(text)
    )


def word(text: str, *keys: str) -> Word:
    return Word(text, place(text), keys)


def feature(given: dict[str, Any]) -> Feature:
    west = given.get("west", 112.0)
    made = replace(block(given["id"], west), kind=FeatureKind(given.get("kind", "mining_block")))
    shape = box(west, 38.0)
    if "geometry" in given:
        mark = GeometryMark(given["geometry"])
        shape = Shape(mark, None if mark is GeometryMark.NONE else shape.wkb)
    told = {name: given[name] for name in ("name", "number", "implements") if name in given}
    lists = {name: tuple(given[name]) for name in ("minerals", "adcodes") if name in given}
    area = Decimal(given["area"]) if "area" in given else None
    return replace(made, shape=shape, stated_area_km2=area, **told, **lists)


def plan(region: str, given: dict[str, Any]) -> DivisionPlan:
    source = replace(SOURCE, name=f"{region}.txt", sha256=region.ljust(64, "0"))
    made = Plan(
        f"{region}-plan",
        source,
        caps=tuple(
            Cap(f"cap/{n}", place("c"), "annual_output_cap", figure(text), word(key, key))
            for n, (key, text) in enumerate(given.get("caps", {}).items())
        ),
        indicators=tuple(
            Indicator(f"i/{n}", place("i"), word(name), value=figure(text))
            for n, (name, text) in enumerate(given.get("indicators", {}).items())
        ),
        minimum_scales=tuple(
            MinimumScale(f"m/{n}", place("m"), word(key, key), DepositSize(size), figure(text))
            for n, (key, size, text) in enumerate(given.get("scales", ()))
        ),
    )
    return DivisionPlan(made, region, tuple(feature(each) for each in given.get("features", ())))


def years(given: dict[int, Any]) -> dict[int, Decimal]:
    return {int(year): Decimal(str(value)) for year, value in given.items()}


def table(given: dict[str, Any]) -> ShareTable:
    shares = tuple(
        Share("t", str(code), years(row), years(given.get("filed", {}).get(code, {})))
        for code, row in given["counties"].items()
    )
    told = sorted({year for share in shares for year in share.planned})
    total = figure(given["total"])
    target = Target(
        "t",
        tuple(given.get("item", ("cap", "coal"))),
        given.get("target", "煤年开采总量"),
        given.get("unit", "万吨/年"),
        total.quantity.relation,
        total.quantity.low,
        Course(given.get("course", "same")),
        tuple(told),
    )
    return ShareTable("990100-plan", "990100", Method.GIVEN, "", (target,), shares, "分解.xlsx", "f" * 64)


def case_of(given: dict[str, Any]) -> LevelsCase:
    plans = [plan(str(region), content or {}) for region, content in given.get("plans", {}).items()]
    return LevelsCase(plans, [table(given["shares"])] if "shares" in given else [])


@pytest.mark.parametrize(("code", "given"), CASES)
def test_rule_says_what_its_case_says(code: str, given: dict[str, Any]) -> None:
    run = run_rule(RULES[code], case_of(given))
    assert run.outcome.verdict in VERDICTS[given["kind"]], run.outcome.reason
    assert not run.outcome.failed
    found, wanted = run.findings, given.get("finds", ())
    assert [each.message for each in found] == [each["message"] for each in wanted]
    told = [each.get("severity", RULES[code].info.severity.value) for each in wanted]
    assert [each.severity.value for each in found] == told


def test_every_rule_has_cases_of_each_kind_that_it_can_have() -> None:
    for code in RULES:
        kinds = {case["kind"] for case in yaml.safe_load((FOLDER / f"{code.lower()}.yaml").read_text(encoding="utf-8"))}
        assert kinds == set(VERDICTS), code


def test_findings_come_in_the_same_order_with_the_same_ids_whatever_the_order_of_the_plans() -> None:
    given = {
        "990000": {"features": [{"id": "S1"}, {"id": "S2", "west": 112.2}], "caps": {"coal": "≤100 万吨/年"}},
        "990100": {"caps": {"coal": "≤120 万吨/年"}, "features": [{"id": "S2", "west": 112.3}]},
    }
    plans = [plan(region, content) for region, content in given.items()]
    one, other = (assess_levels(LevelsCase(some), "省") for some in (plans, plans[::-1]))
    assert one == other
    assert [each.rule for each in one.findings] == ["LVL101", "LVL102", "LVL201"]


def test_a_division_below_two_levels_up_is_held_against_the_nearest_plan_there_is() -> None:
    def regions() -> Iterator[tuple[str, str]]:
        plans = [plan(code, {}) for code in ("990121", "990000")]
        return ((upper.region, lower.region) for upper, lower in LevelsCase(plans).pairs())

    assert list(regions()) == [("990000", "990121")]
