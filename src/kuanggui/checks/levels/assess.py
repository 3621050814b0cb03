"""What the rules say about plans of several levels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kuanggui.checks.levels.case import LevelsCase
from kuanggui.checks.registry import in_code_order, rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import run_rules
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.coverage import Coverage
from kuanggui.findings.finding import Finding
from kuanggui.findings.identity import identify

PACKAGE = "kuanggui.checks.levels"


def levels_rules() -> tuple[Rule, ...]:
    """Every rule between levels, by code."""
    return rules(PACKAGE)


def assess_levels(case: LevelsCase, title: str, more: Iterable[Finding] = (), only: tuple[str, ...] = ()) -> Assessment:
    """What the rules (`only`: those whose code begins so) say, and `more` found between the texts; coverage counts features."""
    chosen = [each for each in levels_rules() if not only or each.code.startswith(only)]
    runs = run_rules(chosen, case)
    found = identify(sorted((*(f for run in runs for f in run.findings), *more), key=_in_order))
    count = sum(len(each.features) for each in case.plans)
    whole = hashlib.sha256("".join(each.plan.source.sha256 for each in case.plans).encode())
    return Assessment(
        document="、".join(each.plan.id for each in case.plans) or "、".join(each.plan for each in case.tables),
        sha256=whole.hexdigest(),
        title=title,
        findings=found,
        groups=(),
        outcomes=tuple(run.outcome for run in runs),
        coverage=Coverage(
            count, count, tuple((r.outcome.rule.code, r.outcome.checked) for r in runs if r.outcome.checked)
        ),
    )


def _in_order(finding: Finding) -> tuple[tuple[str, int], str, int, str]:
    first = finding.places[0]
    return (in_code_order(finding.rule), first.document, first.line, finding.subject)
