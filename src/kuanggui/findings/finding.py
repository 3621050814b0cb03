"""One contradiction or defect, with its places and the figures that show it."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.findings.evidence import Evidence
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.regulation.citation import Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    The first of `places` is where to mend. `figures` are the places of the figures weighed against each other, the doubtful one
    first; they serve grouping and coverage. `id` survives edits elsewhere in the document. `group` is the id of the group, if any.
    """

    id: str
    rule: str
    family: Family
    severity: Severity
    title: str
    title_en: str
    message: str
    message_en: str
    subject: str
    places: tuple[Place, ...]
    evidence: tuple[Evidence, ...] = ()
    citations: tuple[Citation, ...] = ()
    remedy: str = ""
    remedy_en: str = ""
    figures: tuple[Place, ...] = ()
    group: str | None = None


def in_reading_order(finding: Finding) -> tuple[int, int, int, int, str, str]:
    """Sort key: place, then gravity, then rule; the same in every run."""
    first = finding.places[0]
    return (first.page or 0, first.line, first.start, finding.severity.rank, finding.rule, finding.subject)
