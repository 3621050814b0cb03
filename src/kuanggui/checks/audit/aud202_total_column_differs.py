"""Total columns that are not the sum of their columns."""

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
    code="AUD202",
    title="合计列与各列之和不符",
    title_en="A total column is not the sum of its columns",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，各列之和为{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} printed, the columns add up to {recomputed}, a difference of {difference} ({arithmetic}).",
    remedy="核对该行各列和合计，改正有误的一个。",
    remedy_en="Go through the row and its total, and mend the figure that is wrong.",
)
def total_column_differs(case: AuditCase) -> Iterator[Said]:
    """A column called 合计, 累计, 全部, 总面积 or after the whole area is the sum of its columns, row by row.

    Which columns it sums (those under the same header, the neighbours, all others) is told by what holds in most rows.
    """
    yield from said_of(case, Kind.TOTAL_COLUMN)
