"""Blocks in protected places that follow their own law."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR115",
    title="进入其他保护区域",
    title_en="Inside another protected place",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    parameters=("cn.control_lines.protected_places",),
    message="{subject}：与{theme}（{features}）重叠 {area}（占 {share}），须按其专门法律办理。",
    message_en="{subject}: {area} ({share}) inside {features} ({theme}), which has a law of its own.",
    remedy="征求该保护区域主管部门的意见，禁止开采的退出。",
    remedy_en="Ask the authority in charge; move out where mining is forbidden.",
)
def in_other_protected_place(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The block overlaps no water source, scenic area, heritage site or park."""
    for kind in law["cn.control_lines.protected_places"].value:
        found = case.ground.theme(kind)
        if found is None:
            yield open_question(case, *case.no_layer(kind, "；请入库或说明境内没有"))
        elif found.overlaps:
            features = (o.feature for o in found.overlaps)
            yield hit(case, taken(found), features, values={"theme": case.title(kind)})
        else:
            yield holds(case)
