"""A running total does not go on by the figure of its period."""

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
    code="AUD205",
    title="逐期累计与当期数不符",
    title_en="A running total does not go on by the figure of its period",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，上期累计加本期应为{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} printed, the figure before and that of the period give {recomputed} ({arithmetic}).",
    remedy="核对当期数与累计数。",
    remedy_en="Go through the figures of the periods and the running total.",
)
def running_total_differs(case: AuditCase) -> Iterator[Said]:
    """A row or column called 累计 that adds up as it goes: each figure is the one before it and that of its period in another one."""
    yield from said_of(case, Kind.RUNNING)
