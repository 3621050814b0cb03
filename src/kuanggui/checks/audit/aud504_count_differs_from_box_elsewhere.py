"""A number of zones that is not that of the box that lists them elsewhere in the document."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.box_count_hits import box_count_hit
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cited_rosters import elsewhere
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD504",
    title="分区个数与列出该分区的专栏不符",
    title_en="A number of zones is not that of the box that lists them",
    severity=Severity.WARNING,
    family=Family.COUNTS,
    needs=("boxes", "facts"),
    message="文中写明{noun}{stated}，而{box}列有{words}。",
    message_en="{stated} {noun} stated, while {box} lists {listed}.",
    remedy="核对分区个数与专栏各行；口径不同的，在文中说明。",
    remedy_en="Go through the zones and the rows of the box; if they are counted differently, say so.",
)
def count_differs_from_box_elsewhere(case: AuditCase) -> Iterator[Said]:
    """A count of zones (重点勘查区5个) agrees with the one box that lists such zones, in whatever chapter it stands.

    Levels are told apart by the remarks of the box. The text does not point to the box, so that a difference is doubtful only.
    """
    for citation in elsewhere(case):
        yield Checked([citation.fact]) if citation.holds else box_count_hit(case, citation, Severity.WARNING)
