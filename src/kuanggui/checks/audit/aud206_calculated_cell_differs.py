"""A figure is not what the other columns give."""

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
    code="AUD206",
    title="由其他列算得的数不符",
    title_en="A figure is not what the other columns give",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，按本表{held}/{positions}处成立的关系应为{recomputed}（{arithmetic}）。",
    message_en="{subject}: {stated} printed, {recomputed} by a relation that holds in {held} of {positions} places ({arithmetic}).",
    remedy="核对参与计算的各数。",
    remedy_en="Go through the figures of the calculation.",
)
def calculated_cell_differs(case: AuditCase) -> Iterator[Said]:
    """Columns that are the difference or product of two others are so in every row.

    An error where the header says so (增减, 净, 差额 …); a warning where only the other rows tell, at least three quarters of four, so
    closely that chance is out of the question. Every figure stands for all values that print like it.
    """
    yield from said_of(case, Kind.DIFFERENCE, Kind.PRODUCT)
