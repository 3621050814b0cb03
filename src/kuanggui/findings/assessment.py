"""What the rules say about one document."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.findings.coverage import Coverage
from kuanggui.findings.finding import Finding
from kuanggui.findings.grouping import Group
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.rule_info import RuleInfo


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one rule ended: its verdict, how many relations it checked, could not evaluate, and found wrong.

    `reason` says why it did not apply or could not be evaluated, in Chinese; `reason_en` in English. `failed` marks a defect of
    the rule itself, never of the document.
    """

    rule: RuleInfo
    verdict: Verdict
    reason: str = ""
    reason_en: str = ""
    checked: int = 0
    skipped: int = 0
    found: int = 0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings in reading order, their groups, how each rule ended, and which numbers were checked."""

    document: str
    sha256: str
    title: str
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: sum(f.severity is severity for f in self.findings) for severity in Severity}
