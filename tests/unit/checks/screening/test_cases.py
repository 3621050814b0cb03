"""Every YAML case of the screening rules: rectangles in metres, a few fields, a plan in sentences of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.screening.running import run_screening_rule, screening_rules
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Verdict
from kuanggui.regulation.law import Law
from kuanggui.reports.words import Language, Words
from sample_cases.screening import case_of

CASES = Path(__file__).resolve().parents[3] / "cases" / "screening"
RULES = {rule.code: rule for rule in screening_rules()}
LOADED = {path.stem.upper(): yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}
EVERY = [pytest.param(code, case, id=f"{code}-{case['name']}") for code, cases in LOADED.items() for case in cases]
VERDICTS = {
    "clear": {Verdict.PASSED, Verdict.NOT_APPLICABLE},
    "limit": {Verdict.PASSED},
    "hit": {Verdict.FOUND},
    "out_of_scope": {Verdict.NOT_APPLICABLE, Verdict.PASSED},
    "not_evaluated": {Verdict.NOT_EVALUATED},
}
KEYS = {"name", "kind", "case", "block", "layers", "plan", "as_of", "finds", "open"}
FIND_KEYS = {"severity", "evidence", "message"}


@pytest.mark.parametrize(("code", "given"), EVERY)
def test_rule_says_what_the_case_states(code: str, given: dict[str, Any]) -> None:
    assert set(given) <= KEYS
    case = case_of(given)
    run = run_screening_rule(RULES[code], case, Law(case.as_of))
    outcome = run.outcome
    expected = given.get("finds", [])
    assert not outcome.failed, outcome.reason
    assert outcome.verdict in VERDICTS[given["kind"]], outcome.reason
    assert len(run.findings) == len(expected), [finding.message for finding in run.findings]
    assert given.get("open", "") in outcome.reason
    for finding, wanted in zip(run.findings, expected, strict=True):
        compare(finding, wanted)


def compare(finding: Finding, wanted: dict[str, Any]) -> None:
    assert set(wanted) <= FIND_KEYS
    assert finding.severity.value == wanted.get("severity", finding.severity.value)
    assert str(wanted.get("message", "")) in finding.message
    unnamed = [item.name for item in finding.evidence if not Words(Language.ZH).knows("evidence", item.name)]
    assert unnamed == [], "give this evidence its words in reports/words.yaml"
    weighed = {item.name: item.value for item in finding.evidence}
    for name, value in wanted.get("evidence", {}).items():
        assert Decimal(weighed[name]) == Decimal(str(value).rstrip("个工作日"))


@pytest.mark.parametrize("code", RULES)
def test_rule_has_a_clear_a_hit_and_an_out_of_scope_case(code: str) -> None:
    kinds = {case["kind"] for case in LOADED.get(code, [])}
    assert {"clear", "hit", "out_of_scope"} <= kinds <= set(VERDICTS)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert set(LOADED) <= set(RULES)
