"""An average row is not the average of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import Kind
from kuanggui.checks.audit.table_hits import said_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD204",
    title="平均数与各行不符",
    title_en="An average row is not the average of its rows",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，按各行平均应为{recomputed}（{arithmetic}）。",
    message_en="{subject}: {stated} printed, the rows average {recomputed} ({arithmetic}).",
    remedy="核对各行、合计与平均数，改正有误的一个。",
    remedy_en="Go through the rows, their total and their average, and mend the one that is wrong.",
)
def average_row_differs(case: AuditCase) -> Iterator[Said]:
    """A row called 年均 or 平均 is the total of its rows by their number, column by column, where half of its columns are."""
    yield from said_of(case, Kind.AVERAGE)
