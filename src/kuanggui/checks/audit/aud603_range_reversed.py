"""A range whose first end is larger than its second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

ENDS = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?")


@rule(
    code="AUD603",
    title="区间上下限颠倒",
    title_en="The ends of a range are exchanged",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}的下限大于上限。",
    message_en="{subject} {stated}: the lower end is above the upper end.",
    remedy="核对区间的两个数据。",
    remedy_en="Check both ends of the range.",
)
def range_reversed(case: AuditCase) -> Iterator[Said]:
    """The first end of a range is the smaller one."""
    for fact in case.reading.facts:
        if not fact.quantity.is_range:
            continue
        ends = [Decimal(word.replace(",", "").lstrip("-")) for word in ENDS.findall(fact.quantity.text)]
        if fact.quantity.low < 0 or len(ends) != 2 or ends[0] <= ends[1]:
            yield Checked()
        else:
            yield Hit(fact.subject, [fact], evidence={"stated": fact.quantity.text})
