"""Findings and reviews as plain JSON values, and findings back from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kuanggui.findings.assessment import Outcome
from kuanggui.findings.comparison import Comparison
from kuanggui.findings.coverage import Coverage
from kuanggui.findings.evidence import Evidence
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.grouping import Group
from kuanggui.findings.judgement import Severity
from kuanggui.findings.review import Review
from kuanggui.findings.rule_info import RuleInfo
from kuanggui.findings.waiver import Waived, Waiver
from kuanggui.model.place import Place
from kuanggui.model.plain import flat
from kuanggui.regulation.citation import Citation

Json = dict[str, Any]


def review_json(review: Review) -> Json:
    """The review of one document."""
    assessment = review.assessment
    return {
        "document": assessment.document,
        "sha256": assessment.sha256,
        "title": assessment.title,
        "findings": findings_json(review),
        "coverage": coverage_json(assessment.coverage),
        "rules": [outcome_json(outcome) for outcome in assessment.outcomes],
        "groups": [{"id": group.id, "members": list(group.members)} for group in assessment.groups],
        "waived": [_waived(item) for item in review.waived],
        "unused_waivers": [waiver_json(waiver) for waiver in review.unused],
        "hidden": review.hidden,
    } | ({"comparison": _comparison(review.comparison)} if review.comparison else {})


def findings_json(review: Review) -> list[Json]:
    """The findings listed, each with the others of its group in `also`."""
    groups = {member: group for group in review.assessment.groups for member in group.members}
    return [finding_json(finding, groups.get(finding.id)) for finding in review.assessment.findings]


def finding_json(finding: Finding, group: Group | None = None) -> Json:
    """One finding."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "family": finding.family.value,
        "severity": finding.severity.value,
        "title": finding.title,
        "title_en": finding.title_en,
        "message": finding.message,
        "message_en": finding.message_en,
        "subject": finding.subject,
        "places": [flat(place) for place in finding.places],
        "evidence": [flat(item) for item in finding.evidence],
        "citations": [flat(citation) for citation in finding.citations],
        "remedy": finding.remedy,
        "remedy_en": finding.remedy_en,
        "group": finding.group,
        "also": [member for member in group.members if member != finding.id] if group else [],
    }


def finding_from_json(given: Mapping[str, Any]) -> Finding:
    """A finding that was written by `finding_json`; raises KeyError, TypeError or ValueError when it was not."""
    names = ("id", "rule", "title", "title_en", "message", "message_en", "subject", "remedy", "remedy_en")
    texts: Json = {name: str(given[name]) for name in names}
    return Finding(
        **texts,
        family=Family(given["family"]),
        severity=Severity(given["severity"]),
        places=tuple(Place(**place) for place in given["places"]),
        evidence=tuple(Evidence(**item) for item in given["evidence"]),
        citations=tuple(Citation(**citation) for citation in given["citations"]),
        group=given["group"],
    )


def coverage_json(coverage: Coverage) -> Json:
    """Counts first, then every number that was not checked."""
    return {
        "numbers": coverage.numbers,
        "checked": coverage.checked,
        "unchecked_by_reason": coverage.reasons,
        "checked_by_rule": dict(coverage.by_rule),
        "unchecked": [
            {
                "quote": item.place.quote,
                "line": item.place.line,
                "start": item.place.start,
                "end": item.place.end,
                "page": item.place.page,
                "table": item.place.table,
                "reason": item.reason,
                "detail": item.detail,
            }
            for item in coverage.unchecked
        ],
    }


def outcome_json(outcome: Outcome) -> Json:
    """How one rule ended."""
    return {
        "code": outcome.rule.code,
        "title": outcome.rule.title,
        "title_en": outcome.rule.title_en,
        "verdict": outcome.verdict.value,
        "reason": outcome.reason,
        "reason_en": outcome.reason_en,
        "checked": outcome.checked,
        "skipped": outcome.skipped,
        "found": outcome.found,
        "failed": outcome.failed,
    }


def rule_json(info: RuleInfo) -> Json:
    """The name plate of a rule."""
    return asdict(info) | {
        "severity": info.severity.value,
        "family": info.family.value,
        "family_label": info.family.label,
        "family_label_en": info.family.label_en,
    }


def _waived(item: Waived) -> Json:
    return waiver_json(item.waiver) | {"finding": finding_json(item.finding)}


def waiver_json(waiver: Waiver) -> Json:
    """One waiver."""
    return {"id": waiver.finding, "reason": waiver.reason, "name": waiver.name, "date": waiver.date.isoformat()}


def _comparison(comparison: Comparison) -> Json:
    return {
        "against": comparison.against,
        "solved": [finding_json(finding) for finding in comparison.solved],
        "remaining": [finding.id for finding in comparison.remaining],
        "new": [finding.id for finding in comparison.new],
    }
