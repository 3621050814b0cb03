"""Blocks in the core zone of a nature reserve."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.reserves import is_core
from kuanggui.checks.screening.saying import covered, hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "nature_reserve"


@rule(
    code="SCR113",
    title="进入自然保护区核心保护区",
    title_en="Inside the core zone of a nature reserve",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=(f"layer:{LAYER}",),
    parameters=("cn.control_lines.nature_reserve",),
    message="{subject}：与自然保护区核心保护区（{features}）重叠 {area}（占 {share}）。",
    message_en="{subject}: {area} ({share}) inside the core zone of {features}.",
    remedy="退出核心保护区；既有矿业权按规定退出。",
    remedy_en="Move out of the core zone; existing rights withdraw.",
)
def in_reserve_core(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Nothing lies in the core zone of a nature reserve."""
    zones = [(overlap, is_core(overlap.feature)) for overlap in case.hits(LAYER).overlaps]
    core = [overlap for overlap, inside in zones if inside]
    if core and "forbid" in law["cn.control_lines.nature_reserve"].value["core"].values():
        yield hit(case, covered(core, case.ground.area_m2), (o.feature for o in core))
    elif any(inside is None for _, inside in zones):
        yield open_question(case, "自然保护区图层没有功能分区；请补字段“功能分区”", "the reserve layer has no zones")
    else:
        yield holds(case)
