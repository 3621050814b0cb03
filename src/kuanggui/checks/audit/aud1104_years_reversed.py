"""A span of years that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.number import NumberKind


@rule(
    code="AUD1104",
    title="起止年份颠倒",
    title_en="Years in the wrong order",
    severity=Severity.ERROR,
    family=Family.TIME,
    needs=("numbers",),
    message="“{subject}”的终止年早于起始年。",
    message_en="“{subject}” ends before it begins.",
    remedy="核对年份。",
    remedy_en="Check the years.",
)
def years_reversed(case: AuditCase) -> Iterator[Said]:
    """The second year of a span is not before the first."""
    for token in case.reading.numbers:
        if token.kind is not NumberKind.PERIOD:
            continue
        years = [int(found) for found in re.findall(r"(?:19|20)\d{2}", token.text)]
        if len(years) == 2 and years[1] < years[0]:
            yield Hit(token.text, [token], evidence={"first": years[0], "last": years[1]})
        else:
            yield Checked([token])
