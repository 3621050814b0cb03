"""A number that is not that of the rows of the box it points to."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.box_count_hits import box_count_hit
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cited_rosters import citations
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD502",
    title="个数与所引专栏的行数不符",
    title_en="A number is not that of the entries in the box it points to",
    severity=Severity.ERROR,
    family=Family.COUNTS,
    needs=("boxes", "facts"),
    message="文中写明{noun}{stated}，{box}列有{words}。",
    message_en="{stated} {noun} stated; {box} lists {listed}.",
    remedy="核对专栏各行，改正个数或补上漏列的行。",
    remedy_en="Go through the rows of the box; mend the number or add the rows that are missing.",
)
def count_differs_from_box(case: AuditCase) -> Iterator[Said]:
    """A count in front of 详见专栏N is the number of things that the box lists.

    Rows are chosen by class (a cell 集中开采区) or by level (a remark 落实省规划) where the count is of one class or level. A box
    counts as a list when it is one, or when a column names things; totals, bands and headers in the middle are not things.
    """
    for citation in citations(case):
        if citation.holds:
            yield Checked([citation.fact])
        else:
            yield box_count_hit(case, citation, None if citation.sure else Severity.WARNING)
