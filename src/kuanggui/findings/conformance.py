"""How far a package conforms, in one word."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kuanggui.findings.assessment import Outcome
from kuanggui.findings.family import Family
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity, Verdict

# What a package has to be checked for before anything good can be said of it.
_CORE = {Family.NAMING, Family.REFERENCE, Family.STRUCTURE, Family.VALUES, Family.GEOMETRY}


class Conformance(StrEnum):
    """The levels, the best first. There is no official grading of planning packages; this one is the project's own."""

    CONFORMS = "conforms"  # no error and no warning, something evaluated in every core group
    WITH_REMARKS = "conforms_with_remarks"  # warnings only
    UNDECIDED = "undecided"  # no error, but of a core group nothing could be evaluated
    FAILS = "fails"  # at least one error

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"conforms": "合格", "conforms_with_remarks": "基本合格", "undecided": "未能判定", "fails": "不合格"}[
            self
        ]


def grade(findings: Iterable[Finding], outcomes: Iterable[Outcome]) -> Conformance:
    """The level that findings and verdicts lead to."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Conformance.FAILS
    judged = {outcome.rule.family for outcome in outcomes if outcome.verdict in {Verdict.PASSED, Verdict.FOUND}}
    if not judged >= _CORE:
        return Conformance.UNDECIDED
    return Conformance.WITH_REMARKS if Severity.WARNING in severities else Conformance.CONFORMS
