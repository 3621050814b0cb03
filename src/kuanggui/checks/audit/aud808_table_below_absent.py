"""见下表 with no table below."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import ReferenceKind

REACH = 30  # lines between the words and the table


@rule(
    code="AUD808",
    title="“下表”“上表”没有对应的表",
    title_en="No table where the text points",
    severity=Severity.WARNING,
    family=Family.REFERENCES,
    needs=("references",),
    message="文中说“{subject}”，但附近没有表。",
    message_en="The text says “{subject}”, but there is no table near it.",
    remedy="补上该表，或改为引用表号。",
    remedy_en="Add the table, or refer to it by its number.",
)
def table_below_absent(case: AuditCase) -> Iterator[Said]:
    """下表 has a table below it and 上表 one above it in the same section or within a page."""
    for reference in case.reading.references:
        if reference.kind is not ReferenceKind.BOX or reference.number is not None or reference.label != "下表":
            continue
        clause = case.clauses.get(reference.clause)
        line = reference.place.line
        near = (b for b in case.reading.boxes if b.line_start > line)
        if any((clause and box.section == clause.section) or box.line_start - line <= REACH for box in near):
            yield Checked([reference])
        else:
            yield Hit(reference.label, [reference])
