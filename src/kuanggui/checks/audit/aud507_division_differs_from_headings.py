"""A division into named kinds that the headings below do not follow."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.headings_below import Division, divisions_named, names_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD507",
    title="划分的类别与下文标题不一致",
    title_en="The headings below a division name other kinds",
    severity=Severity.ERROR,
    family=Family.COUNTS,
    needs=("clauses", "sections"),
    message="文中划分为{items}，下文却没有{absent}，而有{unsaid}。",
    message_en="Divided into {items}; the headings below do not name {absent} but {unsaid}.",
    remedy="统一分区（分类）的名称，删去没有内容的，补上漏写的。",
    remedy_en="Use the same names in both; leave out what has no content, add what is missing.",
)
def division_differs_from_headings(case: AuditCase) -> Iterator[Said]:
    """划分为甲区和乙区 is followed by headings on just these, if it is followed by headings on zones of that kind at all."""
    for division in divisions_named(case):
        yield _hit(case, division) if division.unheaded and division.unsaid else Checked()


def _hit(case: AuditCase, division: Division) -> Hit:
    document = case.reading.document
    return Hit(
        subject="、".join(division.items),
        places=[division.place, *(document.place(heading.text) for heading in division.headings)],
        evidence={"listed": len(division.items), "missing": "、".join(division.unheaded)},
        values={
            "items": "、".join(division.items),
            "absent": "、".join(division.unheaded),
            "unsaid": names_of(division.unsaid),
        },
    )
