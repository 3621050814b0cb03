"""A rule ends with an honest verdict, and never takes the run down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import Check, Rule, rule
from kuanggui.checks.run import run_rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.reading import Reading
from kuanggui.regulation.law import Law

Compose = Callable[..., Reading]


def make(check: Check, needs: tuple[str, ...] = (), parameters: tuple[str, ...] = (), code: str = "AUD999") -> Rule:
    return rule(
        code=code,
        title="合计不符",
        title_en="Total differs",
        severity=Severity.ERROR,
        family=Family.PARTS,
        message="{subject}：应为{right}，实为{stated}",
        message_en="{subject}: {right}, not {stated}",
        remedy="改为{right}",
        needs=needs,
        parameters=parameters,
    )(check)


def first_is_wrong(case: AuditCase) -> Iterator[Said]:
    first, *others = case.reading.facts
    yield Hit("合计", [first, *others[:1]], {"stated": first.quantity, "right": (Decimal("1E+2"), "个")})
    yield Checked(others[1:])


def all_hold(case: AuditCase) -> Iterator[Said]:
    yield Checked(case.reading.facts)


def nothing_said(case: AuditCase) -> Iterator[Said]:
    yield from ()


def in_doubt(case: AuditCase) -> Iterator[Said]:
    yield Skipped("没有单位", "no unit", case.reading.facts)


def breaks(case: AuditCase) -> Iterator[Said]:
    yield from first_is_wrong(case)
    raise ZeroDivisionError("1/0")


@pytest.fixture
def case(compose: Compose) -> AuditCase:
    return AuditCase(compose(["2020年 共 99 座 其中 40 座 、 60 座"]))


def test_hit_becomes_a_finding_with_message_evidence_and_place(case: AuditCase) -> None:
    (finding,) = run_rule(make(first_is_wrong), case).findings
    assert finding.message == "合计：应为100个，实为99"
    assert finding.remedy == "改为100个"
    assert [(item.name, item.value, item.unit) for item in finding.evidence] == [
        ("stated", "99", ""),
        ("right", "100", "个"),
    ]
    assert [place.quote for place in finding.places] == ["99", "40"]


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        (first_is_wrong, Verdict.FOUND),
        (all_hold, Verdict.PASSED),
        (nothing_said, Verdict.NOT_APPLICABLE),
        (in_doubt, Verdict.NOT_EVALUATED),
        (breaks, Verdict.NOT_EVALUATED),
    ],
)
def test_verdict_follows_from_what_was_said(case: AuditCase, check: Check, verdict: Verdict) -> None:
    assert run_rule(make(check), case).outcome.verdict is verdict


def test_broken_rule_is_reported_and_the_others_run(case: AuditCase) -> None:
    got = assess(case, chosen=[make(breaks, code="AUD998"), make(all_hold)])
    assert [(o.verdict, o.failed) for o in got.outcomes] == [(Verdict.NOT_EVALUATED, True), (Verdict.PASSED, False)]
    assert "ZeroDivisionError: 1/0" in got.outcomes[0].reason
    assert len(got.findings) == 1, "what it had found before stays"


def test_hit_without_a_place_is_a_defect_of_the_rule(case: AuditCase) -> None:
    run = run_rule(make(lambda _: iter([Hit("合计", evidence={"stated": 1, "right": 2})])), case)
    assert run.outcome.failed
    assert run.findings == []


def test_missing_need_is_never_passed(compose: Compose) -> None:
    empty = AuditCase(compose(["没有数字"]))
    assert run_rule(make(all_hold, needs=("facts",)), empty).outcome.verdict is Verdict.NOT_APPLICABLE
    assert run_rule(make(all_hold, needs=("upper",)), empty).outcome.verdict is Verdict.NOT_EVALUATED
    assert run_rule(make(all_hold, parameters=("cn.limit",)), empty).outcome.verdict is Verdict.NOT_EVALUATED


@pytest.fixture
def law(tmp_path: Path) -> Callable[..., Law]:
    """The law with one parameter of the test's own, in force from 2024."""

    def make_law(confidence: str, day: date = date(2025, 1, 1)) -> Law:
        text = f"{{value: 98, confidence: {confidence}, citation: {{document: 示例办法, article: 第三条}}}}"
        (tmp_path / "cn").mkdir(exist_ok=True)
        (tmp_path / "cn" / "limit.yaml").write_text(
            f"title: limit\nunit: 个\nvalues:\n  2024-01-01: {text}\n", encoding="utf-8"
        )
        return Law(day, tmp_path)

    return make_law


def above_limit(case: AuditCase, law: Law) -> Iterator[Said]:
    first, *_ = case.reading.facts
    if first.quantity.low > law["cn.limit"].number:
        yield Hit("矿山", [first], {"stated": first.quantity, "right": law["cn.limit"].number})


def test_rule_with_parameters_is_given_the_law_and_cites_it(case: AuditCase, law: Callable[..., Law]) -> None:
    (finding,) = run_rule(make(above_limit, parameters=("cn.limit",)), case, law("official")).findings
    assert (finding.severity, finding.citations[0].article) == (Severity.ERROR, "第三条")


def test_law_known_from_memory_never_makes_an_error(case: AuditCase, law: Callable[..., Law]) -> None:
    (finding,) = run_rule(make(above_limit, parameters=("cn.limit",)), case, law("memory")).findings
    assert finding.severity is Severity.WARNING


def test_law_not_yet_in_force_is_not_evaluated_with_its_reason(case: AuditCase, law: Callable[..., Law]) -> None:
    outcome = run_rule(make(above_limit, parameters=("cn.limit",)), case, law("official", date(2023, 1, 1))).outcome
    assert outcome.verdict is Verdict.NOT_EVALUATED
    assert "2024-01-01" in outcome.reason


def test_coverage_counts_each_number_once_and_says_why_the_rest_was_left(case: AuditCase) -> None:
    coverage = assess(case, chosen=[make(first_is_wrong), make(in_doubt, code="AUD998")]).coverage
    assert (coverage.numbers, coverage.checked, dict(coverage.by_rule)) == (4, 3, {"AUD999": 3})
    assert [(item.place.quote, item.reason) for item in coverage.unchecked] == [("2020年", "year")]


def test_doubt_of_a_rule_is_the_reason_of_an_unchecked_number(case: AuditCase) -> None:
    coverage = assess(case, chosen=[make(in_doubt)]).coverage
    assert coverage.reasons == {"not_evaluated": 3, "year": 1}
    assert coverage.unchecked[1].detail == "没有单位"


def test_number_without_any_rule_has_no_counterpart(case: AuditCase) -> None:
    assert assess(case, chosen=[]).coverage.reasons == {"no_counterpart": 3, "year": 1}
