"""Rights in planning blocks that are not yet in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.blocks import blocks_under, no_layer
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR205",
    title="规划区块尚在调整清单",
    title_en="The planning block is still on the adjustment list",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:right", "is:setting"),
    parameters=("cn.planning.block_adjustment",),
    message="{subject}：规划区块{features}的状态为“{status}”，尚未核对入库，不得据以出让。",
    message_en="{subject}: the block {features} is {status}, not yet checked into the database.",
    remedy="待原批准机关核对入库后再办。",
    remedy_en="Wait until the approver has checked the adjustment in.",
)
def block_being_adjusted(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Rights are set in blocks that are in the plan, not in those only proposed or being changed."""
    found = blocks_under(case)
    if found is None:
        yield no_layer(case)
        return
    open_ = [o for o in found if any(word in o.feature.text("status") for word in words("block_status")["adjusting"])]
    if open_:
        yield hit(case, {}, (o.feature for o in open_), values={"status": open_[0].feature.text("status")})
    elif found:
        yield holds(case)
