"""Every YAML case of the database rules, on a package put together in memory."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.database.assess import assess_package, database_rules
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Verdict
from kuanggui.reports.words import Language, Words

CASES = Path(__file__).resolve().parents[3] / "cases" / "database"
RULES = {rule.code: rule for rule in database_rules()}
LOADED = {path.stem.upper(): yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}
EVERY = [pytest.param(code, case, id=f"{code}-{case['name']}") for code, cases in LOADED.items() for case in cases]
VERDICTS = {
    "clear": {Verdict.PASSED},
    "limit": {Verdict.PASSED, Verdict.FOUND},
    "hit": {Verdict.FOUND},
    "out_of_scope": {Verdict.NOT_APPLICABLE, Verdict.PASSED},
    "not_evaluated": {Verdict.NOT_EVALUATED},
}
FIND_KEYS = {"quote", "severity", "evidence", "message"}


def _building() -> Any:
    spec = importlib.util.spec_from_file_location("building", Path(__file__).with_name("building.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILDING = _building()


@pytest.mark.parametrize(("code", "case"), EVERY)
def test_rule_says_what_the_case_states(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    got = assess_package(BUILDING.build(tmp_path, case), [RULES[code]])
    (outcome,) = got.outcomes
    expected = case.get("finds", [])
    assert not outcome.failed, outcome.reason
    assert len(got.findings) == len(expected), [finding.message for finding in got.findings]
    assert outcome.verdict in VERDICTS[case["kind"]], (outcome.verdict, outcome.reason)
    for finding, wanted in zip(got.findings, expected, strict=True):
        compare(finding, wanted, RULES[code].info.severity.value)


def compare(finding: Finding, wanted: dict[str, Any], usual: str) -> None:
    assert set(wanted) <= FIND_KEYS
    assert str(wanted["quote"]) in finding.places[0].quote
    assert finding.severity.value == wanted.get("severity", usual)
    assert wanted.get("message", "") in finding.message
    unnamed = [item.name for item in finding.evidence if not Words(Language.ZH).knows("evidence", item.name)]
    assert unnamed == [], "give this evidence its words in reports/words.yaml"
    weighed = {item.name: item.value for item in finding.evidence}
    assert {name: weighed.get(name) for name in wanted.get("evidence", {})} == wanted.get("evidence", {})


@pytest.mark.parametrize("code", RULES)
def test_rule_has_a_clear_a_hit_and_an_out_of_scope_case(code: str) -> None:
    kinds = {case["kind"] for case in LOADED.get(code, [])}
    assert {"clear", "hit", "out_of_scope"} <= kinds <= set(VERDICTS)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert set(LOADED) <= set(RULES)
