"""An assessment after people had their say: waivers, an older draft, a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kuanggui.findings.assessment import Assessment
from kuanggui.findings.comparison import Comparison, compare
from kuanggui.findings.finding import Finding
from kuanggui.findings.grouping import group
from kuanggui.findings.judgement import Severity
from kuanggui.findings.waiver import Waived, Waiver, waive


@dataclass(frozen=True, slots=True)
class Review:
    """An assessment of which some findings are waived or left out of the list; `worst` is the gravest of all that are not waived."""

    assessment: Assessment
    worst: Severity | None
    waived: tuple[Waived, ...] = ()
    unused: tuple[Waiver, ...] = ()
    comparison: Comparison | None = None
    hidden: int = 0


def review(
    assessment: Assessment,
    waivers: Sequence[Waiver] = (),
    older: tuple[str, Sequence[Finding]] | None = None,
    least: Severity = Severity.INFO,
) -> Review:
    """Take out waived findings and those below `least`, group the rest anew, and compare with an older draft (its name and findings)."""
    left, waived, unused = waive(assessment.findings, waivers)
    listed = [finding for finding in left if finding.severity.reaches(least)]
    findings, groups = group(listed)
    return Review(
        assessment=replace(assessment, findings=findings, groups=groups),
        worst=min((f.severity for f in left), key=lambda severity: severity.rank, default=None),
        waived=waived,
        unused=unused,
        comparison=_compared(older, left, least) if older else None,
        hidden=len(left) - len(listed),
    )


def _compared(older: tuple[str, Sequence[Finding]], left: Sequence[Finding], least: Severity) -> Comparison:
    name, findings = older
    whole = compare(name, findings, left)
    solved, remaining, new = (
        tuple(f for f in part if f.severity.reaches(least)) for part in (whole.solved, whole.remaining, whole.new)
    )
    return Comparison(name, solved, remaining, new)
