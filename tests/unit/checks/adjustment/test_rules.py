"""Each rule for adjustments says what its cases say it does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuanggui.checks.adjustment.assess import adjustment_rules
from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.run import run_rule
from kuanggui.findings.judgement import Verdict
from kuanggui.model.adjustment import Adjustment, AdjustmentType, Attachment, AttachmentRole
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureKind, FeatureStatus
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.plan.zone import BlockGroup, Purpose
from kuanggui.model.quantity import Quantity
from kuanggui.model.target import TargetChange, TargetKey, TargetPart
from kuanggui.model.units import Unit
from kuanggui.regulation.law import Law
from plan_data import SOURCE, block, box

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "adjustment"
RULES = {rule.code: rule for rule in adjustment_rules()}
CASES = [
    pytest.param(code, case, id=f"{code}: {case['name']}")
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code.lower()}.yaml").read_text(encoding="utf-8"))
]
VERDICTS = {
    "clear": Verdict.PASSED,
    "limit": Verdict.PASSED,
    "hit": Verdict.FOUND,
    "out_of_scope": Verdict.NOT_APPLICABLE,
    "not_evaluated": Verdict.NOT_EVALUATED,
}


def feature(given: dict[str, Any]) -> Feature:
    base = block(given.get("id", "CK01"), given.get("west", 112.0))
    named = {name: tuple(given[name]) for name in ("minerals", "adcodes") if name in given}
    plain = {name: given[name] for name in ("name", "implements") if name in given}
    kind = FeatureKind(given.get("kind", "mining_block"))
    status = FeatureStatus(given.get("status", "planned"))
    shape = box(given.get("west", 112.0), 38.0, given.get("size", 0.01))
    return replace(base, kind=kind, status=status, shape=shape, **named, **plain)


def target_change() -> TargetChange:
    place = Place("990100-T009", "", 1, 0, 3, "650")
    figure = Figure(Quantity("650", Decimal(650), Decimal(650)), place)
    return TargetChange(TargetKey(TargetPart.INDICATORS, "indicator/box-5/5", "value"), 0, figure, figure)


def plan_of(given: dict[str, Any]) -> Plan:
    """A plan of a level, with groups of blocks: purpose, number, and a mineral or none."""
    place = Place("plan.txt", "a" * 64, 1, 0, 1, "1")
    unit = Unit("个", "count", Decimal(1))
    groups = []
    for number, (purpose, count, mineral) in enumerate(given.get("groups", ())):
        figure = Figure(Quantity(f"{count}个", Decimal(count), Decimal(count), unit=unit), place)
        word = Word(mineral, place, (mineral,)) if mineral else None
        groups.append(BlockGroup(f"group/{number}", place, Purpose(purpose), mineral=word, count=figure))
    level = Level(given["level"]) if given.get("level") else None
    return Plan("p", SOURCE, level=level, block_groups=tuple(groups))


def case_of(given: dict[str, Any]) -> AdjustmentCase:
    before = feature(given.get("before", {}))
    attached = tuple(Attachment("a", "0" * 64, 1, AttachmentRole(role)) for role in given.get("attachments", ()))
    after = () if given.get("after", {}) is None else (feature(given.get("after", {})),)
    kind = ChangeKind.CHANGE if after else ChangeKind.RETIRE
    change = Change(kind, (("CK01", 1),), after)
    targets = (target_change(),) if given.get("target") else ()
    adjustment = Adjustment(
        "990100-T009", "p", AdjustmentType(given["type"]), "题", "因", "据", (change,), attached, targets=targets
    )
    others = tuple(feature(each) for each in given.get("others", ()))
    day = given.get("day", date(2024, 5, 1))
    batches = tuple(given.get("batches", ()))
    return AdjustmentCase(
        adjustment, {"CK01": before}, others, "990100", batches, day, plan_of(given), given.get("approver")
    )


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
