"""Total rows that are not the sum of their rows."""

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
    code="AUD201",
    title="合计行与各行之和不符",
    title_en="A total row is not the sum of its rows",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，各行之和为{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} printed, the rows add up to {recomputed}, a difference of {difference} ({arithmetic}).",
    remedy="核对该列各行和合计，改正有误的一个。",
    remedy_en="Go through the column and its total, and mend the figure that is wrong.",
)
def total_row_differs(case: AuditCase) -> Iterator[Said]:
    """A row called 合计, 小计, 累计, 总计 or after the whole area is the sum of its rows, column by column.

    Which rows it sums (those above, those below, its group, the sub-totals) is told by what holds in most columns. Figures in
    different units or on different bases are not added, nor are rates and averages; printed sums such as 40+5 add up part by part.
    """
    yield from said_of(case, Kind.TOTAL_ROW)
