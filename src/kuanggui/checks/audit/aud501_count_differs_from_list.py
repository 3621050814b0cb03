"""A number that is not that of the names beside it."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.enumerations import Enumeration, enumerations
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD501",
    title="个数与列举不符",
    title_en="A number is not that of the names listed",
    severity=Severity.ERROR,
    family=Family.COUNTS,
    needs=("clauses",),
    message="写明{stated}，所列为{listed}个：{items}。",
    message_en="{stated} stated, {listed} listed: {items}.",
    remedy="补上漏列的，或改正个数。",
    remedy_en="Add what is missing from the list, or mend the number.",
)
def count_differs_from_list(case: AuditCase) -> Iterator[Said]:
    """A count with names in front of it (铁、铅、锌、银4种) or behind it (3处，分别为…; 2处（…）) is the number of the names."""
    for enumeration in enumerations(case):
        if enumeration.holds:
            yield Checked([enumeration.count])
        else:
            yield _hit(enumeration)


def _hit(enumeration: Enumeration) -> Hit:
    count = enumeration.count
    return Hit(
        subject=count.place.quote,
        figures=[count],
        places=[count.place, enumeration.place],
        evidence={"stated": (count.value, count.unit), "listed": len(enumeration.items)},
        values={"items": "、".join(enumeration.items)},
        severity=None if enumeration.sure else Severity.WARNING,
    )
