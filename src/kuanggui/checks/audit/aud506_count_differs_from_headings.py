"""A number that is not that of the headings or numbered paragraphs below it."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.headings_below import CountedBelow, counted_below
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD506",
    title="个数与下文所列条目不符",
    title_en="A number is not that of the items that follow",
    severity=Severity.ERROR,
    family=Family.COUNTS,
    needs=("clauses",),
    message="写明{stated}，下文列有{listed}条。",
    message_en="{stated} stated, {listed} items follow.",
    remedy="核对下文各条，改正个数或补上漏列的。",
    remedy_en="Go through the items; mend the number or add what is missing.",
)
def count_differs_from_headings(case: AuditCase) -> Iterator[Said]:
    """A number in front of a numbered list (任务3项：) is that of its items, one of works (重点工程5项) that of the headings below."""
    for found in counted_below(case):
        if found.count.value == len(found.titles):
            yield Checked([found.count])
        else:
            yield _hit(case, found)


def _hit(case: AuditCase, found: CountedBelow) -> Hit:
    return Hit(
        subject=found.count.place.quote,
        figures=[found.count],
        places=[found.count.place, *(case.reading.document.place(title) for title in found.titles)],
        evidence={"stated": (found.count.value, found.count.unit), "listed": len(found.titles)},
    )
