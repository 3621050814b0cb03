"""Each rule for adjustments says what its cases say it does."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.adjustment.assess import adjustment_rules
from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.run import run_rule
from kuanggui.findings.judgement import Verdict
from kuanggui.model.adjustment import Adjustment, AdjustmentType, Attachment, AttachmentRole
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureKind
from kuanggui.regulation.law import Law
from plan_data import block, box

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "adjustment"
RULES = {rule.code: rule for rule in adjustment_rules()}
CASES = [
    pytest.param(code, case, id=f"{code}: {case['name']}")
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code.lower()}.yaml").read_text(encoding="utf-8"))
]
VERDICTS = {
    "clear": Verdict.PASSED,
    "hit": Verdict.FOUND,
    "out_of_scope": Verdict.NOT_APPLICABLE,
    "not_evaluated": Verdict.NOT_EVALUATED,
}


def feature(given: dict[str, Any]) -> Feature:
    base = block(given.get("id", "CK01"), given.get("west", 112.0))
    named = {name: tuple(given[name]) for name in ("minerals", "adcodes") if name in given}
    kind = FeatureKind(given.get("kind", "mining_block"))
    return replace(
        base, kind=kind, name=given.get("name", base.name), shape=box(given.get("west", 112.0), 38.0), **named
    )


def case_of(given: dict[str, Any]) -> AdjustmentCase:
    before = feature(given.get("before", {}))
    attached = tuple(Attachment("a", "0" * 64, 1, AttachmentRole(role)) for role in given.get("attachments", ()))
    change = Change(ChangeKind.CHANGE, (("CK01", 1),), (feature(given.get("after", {})),))
    adjustment = Adjustment("990100-T009", "p", AdjustmentType(given["type"]), "题", "因", "据", (change,), attached)
    others = tuple(feature(each) for each in given.get("others", ()))
    day = given.get("day", date(2024, 5, 1))
    return AdjustmentCase(adjustment, {"CK01": before}, others, "990100", tuple(given.get("batches", ())), day)


@pytest.mark.parametrize(("code", "given"), CASES)
def test_rule_says_what_its_case_says(code: str, given: dict[str, Any]) -> None:
    case = case_of(given)
    run = run_rule(RULES[code], case, Law(case.day))
    assert run.outcome.verdict is VERDICTS[given["kind"]], run.outcome.reason
    assert not run.outcome.failed
    messages = [finding.message for finding in run.findings]
    assert len(messages) == len(given.get("finds", ()))
    assert all(found["message"] in message for found, message in zip(given.get("finds", ()), messages, strict=True))


def test_every_rule_has_cases_that_hold_and_that_do_not() -> None:
    for code in RULES:
        kinds = {case["kind"] for case in yaml.safe_load((FOLDER / f"{code.lower()}.yaml").read_text(encoding="utf-8"))}
        assert {"clear", "hit"} <= kinds
