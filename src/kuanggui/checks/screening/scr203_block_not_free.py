"""More than one block for a right, or more than one right in a block."""

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
    code="SCR203",
    title="一个规划区块只设一个矿业权",
    title_en="One planning block, one right",
    severity=Severity.WARNING,
    family=Family.PLANNING,
    needs=("is:right", "is:setting"),
    parameters=("cn.planning.block_and_right",),
    message="{subject}：{ruling}（{features}）。",
    message_en="{subject}: {ruling} ({features}).",
    remedy="按区块分别设置，或先合并、调整规划区块。",
    remedy_en="One right for each block, or have the blocks adjusted first.",
)
def block_not_free(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A right lies in one planning block, which no other right has taken yet."""
    found = blocks_under(case)
    if found is None:
        yield no_layer(case)
        return
    used = [o for o in found if any(word in o.feature.text("status") for word in words("block_status")["taken"])]
    if not law["cn.planning.block_and_right"].value["one_right"] or not found:
        return
    if len(found) > 1:
        ruling = f"跨 {len(found)} 个规划区块"
        yield hit(case, {"count": len(found)}, (o.feature for o in found), values={"ruling": ruling})
    elif used and case.application.action.value == "new":
        yield hit(case, {"count": 1}, [used[0].feature], values={"ruling": "该规划区块已设矿业权"})
    else:
        yield holds(case)
