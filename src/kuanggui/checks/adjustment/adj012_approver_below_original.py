"""Approved by an authority below the one that approved the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

# The divisions that an authority of a level has, by the end of its code.
ENDS = {"national": "000000", "province": "0000", "city": "00", "county": ""}


@rule(
    code="ADJ012",
    title="批准人不属原批准机关",
    title_en="Approved below the authority that approved the plan",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_approver",),
    message="“{subject}”：规划调整由原批准机关批准（{level}），批准人的辖区为 {scope}。",
    message_en="“{subject}”: adjustments are approved by the original authority ({level}); the approver's division is {scope}.",
    remedy="由原批准机关的用户批准。",
    remedy_en="Have a user of that authority approve it.",
)
def approver_below_original(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """Whoever approves an adjustment belongs to the level that approved the plan, or above; looked at when it is approved."""
    if case.approver is None:
        return
    level = case.plan.level if case.plan else None
    wanted = law["cn.planning.adjustment_approver"].value.get(level.value) if level else None
    if wanted is None:
        yield Skipped("规划没有写明级别", "the level of the plan is not known")
    elif case.approver.endswith(ENDS[wanted]):
        yield Checked()
    else:
        values = {"level": NAMES[wanted], "scope": case.approver}
        yield Hit(case.adjustment.title, places=[case.place()], values=values)


NAMES = {"national": "国家级", "province": "省级", "city": "市级", "county": "县级"}
