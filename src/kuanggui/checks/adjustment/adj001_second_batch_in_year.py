"""A second annual batch in one year."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="ADJ001",
    title="一年内再次集中调整",
    title_en="A second annual batch in one year",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_batches",),
    needs=("type:annual_batch",),
    message="“{subject}”：本年已有集中调整 {others}，原则上每年 {limit} 次。",
    message_en="“{subject}”: {others} in this year already; in principle {limit} a year.",
    remedy="并入下一年度集中调整，或按随时调整的情形另行申报。",
    remedy_en="Put it into the batch of the next year, or adjust on a ground that holds at any time.",
)
def second_batch_in_year(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """Annual batches of a plan in a calendar year are no more than the notice on carrying plans out provides for."""
    limit = law["cn.planning.adjustment_batches"].number
    place = case.place()
    if len(case.batches) < limit:
        yield Checked()
    else:
        values = {"others": "、".join(case.batches), "limit": limit}
        yield Hit(case.adjustment.title, places=[place], values=values)
