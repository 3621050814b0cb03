"""Waivers, thresholds and older drafts change what is listed, never what was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kuanggui.findings.as_json import finding_from_json, finding_json, review_json
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import review
from kuanggui.findings.waiver import Waiver

Make = Callable[..., Finding]
Assess = Callable[..., Assessment]


def waiver(finding: str) -> Waiver:
    return Waiver(finding, "口径不同", "王某", date(2026, 1, 5))


def test_waived_finding_is_listed_as_such_and_no_longer_counts(finding: Make, assessment: Assess) -> None:
    error, doubt = finding(), finding(line=7, quote="40座", severity=Severity.WARNING)
    got = review(assessment(error, doubt), [waiver(error.id)])
    assert [f.id for f in got.assessment.findings] == [doubt.id]
    assert [item.finding.id for item in got.waived] == [error.id]
    assert got.worst is Severity.WARNING


def test_waived_head_leaves_its_group(finding: Make, assessment: Assess) -> None:
    error, doubt = finding(), finding(rule="AUD401", severity=Severity.WARNING)
    whole = assessment(error, doubt)
    assert len(whole.groups) == 1
    assert review(whole, [waiver(error.id)]).assessment.groups == ()


def test_waiver_without_a_finding_is_reported(finding: Make, assessment: Assess) -> None:
    assert review(assessment(finding()), [waiver("AUD101-0000000000")]).unused == (waiver("AUD101-0000000000"),)


def test_threshold_hides_but_the_worst_is_of_all(finding: Make, assessment: Assess) -> None:
    got = review(assessment(finding(severity=Severity.WARNING)), least=Severity.ERROR)
    assert (got.assessment.findings, got.hidden, got.worst) == ((), 1, Severity.WARNING)


def test_older_draft_parts_findings_into_solved_remaining_and_new(finding: Make, assessment: Assess) -> None:
    solved, kept, new = finding(quote="1座"), finding(quote="2座"), finding(quote="3座")
    got = review(
        assessment(replace(kept, places=(replace(kept.places[0], line=80),)), new), older=("old.txt", [solved, kept])
    )
    assert got.comparison is not None
    assert [f.id for f in got.comparison.solved] == [solved.id]
    assert [f.places[0].line for f in got.comparison.remaining] == [80]
    assert [f.id for f in got.comparison.new] == [new.id]


def test_json_holds_the_promised_keys_and_comes_back(finding: Make) -> None:
    made = finding()
    written = json.loads(json.dumps(finding_json(made), ensure_ascii=False))
    promised = {"id", "rule", "severity", "title", "message", "subject", "places", "evidence", "citations", "remedy"}
    assert promised <= set(written)
    assert set(written["places"][0]) == {
        "document", "sha256", "line", "start", "end", "quote", "table", "row", "column", "page",
    }  # fmt: skip
    assert finding_from_json(written) == replace(made, figures=())


def test_members_of_a_group_name_each_other(finding: Make, assessment: Assess) -> None:
    error, doubt = finding(), finding(rule="AUD401", severity=Severity.WARNING)
    written = review_json(review(assessment(doubt, error)))
    assert written["groups"] == [{"id": error.id, "members": [error.id, doubt.id]}]
    assert [(f["group"], f["also"]) for f in written["findings"]] == [(error.id, [error.id]), (error.id, [doubt.id])]


def test_json_that_is_no_finding_is_refused() -> None:
    with pytest.raises(KeyError):
        finding_from_json({"id": "x"})
