"""A rate of a table is not what its figures give."""

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
    code="AUD207",
    title="表中比率与分子、分母不符",
    title_en="A rate of a table is not what its figures give",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，复算应为{recomputed}（{arithmetic}）；本表{held}/{positions}处符合此关系。",
    message_en="{subject}: {stated} printed, {recomputed} calculated ({arithmetic}); {held} of {positions} places agree.",
    remedy="核对分子、分母和比率。",
    remedy_en="Go through numerator, denominator and rate.",
)
def ratio_in_table_differs(case: AuditCase) -> Iterator[Said]:
    """Rates, shares, growth and averages per unit in a column or row are what the columns or rows they come from give.

    Which these are is told by what holds in most positions: 完成率 by target and achievement, 占比 by the total, 平均规模 by capacity and
    number. An error where the header says it is a rate; a warning where only the other rows tell.
    """
    yield from said_of(case, Kind.RATIO, Kind.SHARE, Kind.GROWTH)
