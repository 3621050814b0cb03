"""New rights for minerals that have no place inside the ecological red line."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.minerals import mineral_name
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "ecological_redline"


@rule(
    code="SCR101",
    title="新设范围进入生态保护红线",
    title_en="New ground inside the ecological red line",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.control_lines.redline",),
    message="{subject}：{mineral}，与生态保护红线（{features}）重叠 {area}（占 {share}）。",
    message_en="{subject}: {mineral}, {area} ({share}) inside the ecological red line ({features}).",
    remedy="把范围退出红线后重新申请。",
    remedy_en="Move the range out of the red line.",
)
def new_right_in_redline(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground newly taken for a mineral that is plainly not among the activities allowed inside the red line does not overlap it."""
    if not case.concerns(*law["cn.control_lines.redline"].value["never"]):
        return
    found = case.hits(LAYER)
    if found.overlaps:
        yield hit(case, taken(found), (o.feature for o in found.overlaps), values={"mineral": mineral_name(case)})
    else:
        yield holds(case)
