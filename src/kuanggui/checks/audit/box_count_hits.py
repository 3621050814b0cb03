"""The finding that a count and the rows of a box disagree."""

from __future__ import annotations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cited_rosters import Citation
from kuanggui.checks.said import Hit
from kuanggui.findings.judgement import Severity


def box_count_hit(case: AuditCase, citation: Citation, severity: Severity | None = None) -> Hit:
    """What is shown: the count, the number of the entries meant, and which ones they are."""
    fact, box = citation.fact, citation.roster.box
    unit = fact.quantity.unit.name if fact.quantity.unit else ""
    return Hit(
        subject=fact.subject,
        figures=[fact],
        places=[fact.place, case.caption_place(box)],
        evidence={"stated": (fact.quantity, unit), "listed": (citation.counts[0], unit)},
        severity=severity,
        values={"noun": fact.attribute_words, "box": box.label or citation.roster.title, "words": citation.words},
    )
