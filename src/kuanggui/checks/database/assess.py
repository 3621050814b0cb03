"""The check of one package: every rule, then ids and the level of conformance."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.registry import in_code_order, rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import run_rules
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.coverage import Coverage
from kuanggui.findings.finding import Finding
from kuanggui.findings.identity import identify

PACKAGE = "kuanggui.checks.database"


def database_rules() -> tuple[Rule, ...]:
    """Every database rule, by code."""
    return rules(PACKAGE)


def assess_package(case: PackageCase, chosen: Iterable[Rule] | None = None) -> Assessment:
    """What the rules (default: all) say about a package. Coverage counts features, those of known layers as checked."""
    with np.errstate(all="ignore"):  # coordinates beyond all bounds are findings, not noise on the terminal
        runs = run_rules(database_rules() if chosen is None else chosen, case)
    found = identify(sorted((f for run in runs for f in run.findings), key=_in_order))
    return Assessment(
        document=case.package.name,
        sha256=case.package.sha256,
        title=case.package.name,
        findings=found,
        groups=(),
        outcomes=tuple(run.outcome for run in runs),
        coverage=Coverage(
            numbers=sum(theme.data.features for theme in case.themes),
            checked=sum(theme.data.features for theme in case.known),
            by_rule=tuple((run.outcome.rule.code, run.outcome.checked) for run in runs if run.outcome.checked),
        ),
    )


def _in_order(finding: Finding) -> tuple[str, int, tuple[str, int], str]:
    first = finding.places[0]
    return (first.document, first.line, in_code_order(finding.rule), finding.subject)
