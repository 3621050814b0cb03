"""Every YAML case of the audit rules, through the whole pipeline from text to findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Verdict
from kuanggui.model.reading import Reading
from kuanggui.reports.words import Language, Words

CASES = Path(__file__).resolve().parents[3] / "cases" / "audit"
RULES = {rule.code: rule for rule in audit_rules()}
LOADED = {path.stem.upper(): yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}
EVERY = [pytest.param(code, case, id=f"{code}-{case['name']}") for code, cases in LOADED.items() for case in cases]
VERDICTS = {
    "clear": {Verdict.PASSED},
    "limit": {Verdict.PASSED, Verdict.FOUND},
    "hit": {Verdict.FOUND},
    "out_of_scope": {Verdict.NOT_APPLICABLE, Verdict.PASSED},
    "not_evaluated": {Verdict.NOT_EVALUATED},
}
KEYS = {"name", "kind", "text", "upper", "finds"}
FIND_KEYS = {"quote", "severity", "evidence", "message", "line"}


def as_export(text: str) -> str:
    """The text form of a case as a word processor exports it: a tab before each cell, an empty line behind each row and table."""
    lines: list[str] = []
    within = False
    for line in text.splitlines():
        row = line.strip().startswith("|")
        if within and not row:
            lines.append("")
        if row:
            lines.extend(f"\t{cell.strip()}" for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
            lines.append("")
        else:
            lines.append(line)
        within = row
    return "\n".join(lines) + "\n"


def lines_of_export(text: str) -> dict[int, int]:
    """For each line of the export, the line of the case text it came from."""
    origin: dict[int, int] = {}
    for number in range(1, len(text.splitlines()) + 1):
        upto = as_export("\n".join(text.splitlines()[:number])).count("\n")
        for line in range(max(origin, default=0) + 1, upto + 1):
            origin[line] = number
    return origin


def read(folder: Path, name: str, text: str) -> Reading:
    phases = pytest.importorskip("kuanggui.ingest.phases")
    if not hasattr(phases, "read"):
        pytest.skip("the phases do not yet reach from file to reading")
    path = folder / f"{name}.txt"
    path.write_text(as_export(text), encoding="utf-8")
    reading: Reading = phases.read(path)
    return reading


def run(folder: Path, code: str, case: dict[str, Any]) -> Assessment:
    upper = read(folder, "upper", case["upper"]) if "upper" in case else None
    return assess(AuditCase(read(folder, "plan", case["text"]), upper), chosen=[RULES[code]])


@pytest.mark.parametrize(("code", "case"), EVERY)
def test_rule_says_what_the_case_states(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= KEYS
    got = run(tmp_path, code, case)
    (outcome,) = got.outcomes
    expected = case.get("finds", [])
    assert not outcome.failed, outcome.reason
    assert len(got.findings) == len(expected), [finding.message for finding in got.findings]
    assert outcome.verdict in VERDICTS[case["kind"]], outcome.reason
    for finding, wanted in zip(got.findings, expected, strict=True):
        compare(finding, wanted, RULES[code].info.severity.value, lines_of_export(case["text"]))


def compare(finding: Finding, wanted: dict[str, Any], usual: str, origin: dict[int, int]) -> None:
    assert set(wanted) <= FIND_KEYS
    assert wanted["quote"] in finding.places[0].quote
    assert finding.severity.value == wanted.get("severity", usual)
    assert wanted.get("message", "") in finding.message
    unnamed = [item.name for item in finding.evidence if not Words(Language.ZH).knows("evidence", item.name)]
    assert unnamed == [], "give this evidence its words in reports/words.yaml"
    weighed = {item.name: item.value for item in finding.evidence}
    assert {name: weighed.get(name) for name in wanted.get("evidence", {})} == wanted.get("evidence", {})
    if "line" in wanted:
        assert origin[finding.places[0].line] == wanted["line"]


@pytest.mark.parametrize("code", RULES)
def test_rule_has_a_clear_a_hit_and_an_out_of_scope_case(code: str) -> None:
    kinds = {case["kind"] for case in LOADED.get(code, [])}
    assert {"clear", "hit", "out_of_scope"} <= kinds <= set(VERDICTS)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert set(LOADED) <= set(RULES)


def test_text_form_becomes_a_word_processors_export() -> None:
    assert as_export("甲\n| a | b |\n| 1 |  |\n乙\n") == "甲\n\ta\n\tb\n\n\t1\n\t\n\n\n乙\n"
