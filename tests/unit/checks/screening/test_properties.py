"""What holds for every rule and every case: missing data, moved and shrunk blocks, order, and the verdict."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.checks.screening.assess import judge
from kuanggui.checks.screening.running import run_screening_rule, screening_rules
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.ruling import decide
from kuanggui.findings.screening import Override
from kuanggui.regulation.law import Law
from sample_cases.screening import case_of

CASES = Path(__file__).resolve().parents[3] / "cases" / "screening"
RULES = {rule.code: rule for rule in screening_rules()}
HITS = {
    code: next(c for c in yaml.safe_load((CASES / f"{code.lower()}.yaml").read_text("utf-8")) if c["kind"] == "hit")
    for code in RULES
}
MISSING = [
    pytest.param(code, need, id=f"{code}-without-{need}")
    for code, rule in RULES.items()
    for need in rule.info.needs
    if need.split(":")[0] in {"layer", "field", "plan"}
]
LINES = ("ecological_redline", "permanent_basic_farmland", "urban_development_boundary", "nature_reserve")
LINE_RULES = [RULES[code] for code in ("SCR101", "SCR105", "SCR111", "SCR113", "SCR301")]


def without(case: dict[str, Any], need: str) -> dict[str, Any]:
    """The case with the layer, field or plan taken away."""
    kind, _, what = need.partition(":")
    left = copy.deepcopy(case)
    if kind == "layer":
        left["layers"] = {name: items for name, items in left.get("layers", {}).items() if name != what}
    elif kind == "field":
        left["case"].pop(what, None)
        if what == "region":
            left["case"]["region"] = ""
    else:
        left.pop("plan", None)
    return left


def verdict(code: str, case: dict[str, Any]) -> Verdict:
    made = case_of(case)
    return run_screening_rule(RULES[code], made, Law(made.as_of)).outcome.verdict


@pytest.mark.parametrize(("code", "need"), MISSING)
def test_a_rule_never_passes_without_what_it_needs(code: str, need: str) -> None:
    assert verdict(code, HITS[code]) is Verdict.FOUND
    assert verdict(code, without(HITS[code], need)) is Verdict.NOT_EVALUATED


@pytest.mark.parametrize("code", RULES)
def test_a_rule_does_not_pass_on_a_case_of_which_nothing_is_known(code: str) -> None:
    bare = {key: value for key, value in HITS[code].items() if key in {"as_of", "block"}}
    scope = {k: v for k, v in HITS[code].get("case", {}).items() if k in {"purpose", "action", "minerals", "region"}}
    found = verdict(code, bare | {"case": scope})
    needs_nothing = not any(n.split(":")[0] in {"layer", "field", "plan"} for n in RULES[code].info.needs)
    assert found in {Verdict.NOT_EVALUATED, Verdict.NOT_APPLICABLE} or (needs_nothing and found is Verdict.FOUND)


def line_case(block: list[float]) -> dict[str, Any]:
    """A block beside one square of every control line and a mining right, all at 0 to 1000 m."""
    square = {"box": [0, 0, 1000, 1000], "zone": "核心保护区"}
    return {"block": block, "layers": {kind: [square] for kind in (*LINES, "mining_right")}}


def found_by(block: list[float]) -> set[str]:
    case = case_of(line_case(block))
    return {rule.code for rule in LINE_RULES if run_screening_rule(rule, case, Law(case.as_of)).findings}


@settings(max_examples=25, deadline=None)
@given(st.integers(-900, 900), st.integers(-900, 900), st.integers(200, 900))
def test_moving_a_block_off_a_control_line_removes_the_hit(west: int, south: int, side: int) -> None:
    overlaps = west + side > 0 and south + side > 0
    assert (found_by([west, south, west + side, south + side]) == {rule.code for rule in LINE_RULES}) is overlaps
    assert found_by([west + 5000, south, west + side + 5000, south + side]) == set()


@settings(max_examples=25, deadline=None)
@given(st.integers(-800, 900), st.integers(-800, 900), st.integers(100, 900), st.integers(1, 49))
def test_shrinking_a_block_never_adds_a_hit(west: int, south: int, side: int, cut: int) -> None:
    whole = [west, south, west + side, south + side]
    smaller = [west + cut, south + cut, west + side - cut, south + side - cut]
    assert found_by(smaller) <= found_by(whole)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_features_does_not_matter(order: list[int]) -> None:
    rights = [
        {"box": [k * 300, 0, k * 300 + 200, 900], "name": f"矿{k}", "mineral": "铁矿", "scale": 10} for k in range(5)
    ]
    case = case_of({"layers": {"mining_right": [rights[k] for k in order]}})
    judged = judge(case, Law(case.as_of))
    usual = case_of({"layers": {"mining_right": rights}})
    assert judged.ruling is judge(usual, Law(usual.as_of)).ruling
    areas = [[e.value for e in f.evidence] for f in judged.findings]
    assert areas == [[e.value for e in f.evidence] for f in judge(usual, Law(usual.as_of)).findings]


SEVERITIES = st.lists(st.sampled_from(list(Severity)), max_size=6)


@given(SEVERITIES, SEVERITIES, st.sampled_from(list(Severity)))
def test_one_more_finding_or_open_rule_never_betters_the_verdict(
    findings: list[Severity], open_rules: list[Severity], more: Severity
) -> None:
    before = decide(findings, open_rules).rank
    assert decide([*findings, more], open_rules).rank >= before
    assert decide(findings, [*open_rules, more]).rank >= before


def test_overriding_everything_leaves_nothing_but_what_people_answer_for() -> None:
    case = case_of(line_case([0, 0, 500, 500]))
    law = Law(case.as_of)
    first = judge(case, law)
    targets = [f.id for f in first.findings] + [o.code for o in first.open_rules]
    overrides = [Override(target, "已核", "某件", "张三", case.as_of) for target in targets]
    second = judge(case, law, overrides)
    assert (second.ruling.value, len(second.overridden)) == ("conforms", len(targets))
    assert judge(case, law, [Override("SCR999-x", "", "", "", case.as_of)]).unused_overrides
