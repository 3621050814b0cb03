"""The audit of one reading: every rule, then ids, groups and coverage."""

from __future__ import annotations

from collections.abc import Iterable

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.coverage import cover
from kuanggui.checks.registry import rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import run_rules
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.finding import in_reading_order
from kuanggui.findings.grouping import group
from kuanggui.findings.identity import identify
from kuanggui.regulation.law import Law

PACKAGE = "kuanggui.checks.audit"


def audit_rules() -> tuple[Rule, ...]:
    """Every audit rule, by code."""
    return rules(PACKAGE)


def assess(case: AuditCase, law: Law | None = None, chosen: Iterable[Rule] | None = None) -> Assessment:
    """What the rules (default: all) say about a plan, under the law of a day."""
    runs = run_rules(audit_rules() if chosen is None else chosen, case, law)
    found = identify(sorted((f for run in runs for f in run.findings), key=in_reading_order))
    findings, groups = group(found)
    source = case.reading.document.source
    return Assessment(
        document=source.name,
        sha256=source.sha256,
        title=case.reading.title,
        findings=findings,
        groups=groups,
        outcomes=tuple(run.outcome for run in runs),
        coverage=cover(case.reading.numbers, runs),
    )
