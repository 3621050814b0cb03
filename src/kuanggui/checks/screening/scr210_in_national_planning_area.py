"""Blocks in national planning mining areas."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import covered, hit, holds
from kuanggui.checks.screening.zones import LAYER, zones_under
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR210",
    title="位于国家规划矿区",
    title_en="Inside a national planning mining area",
    severity=Severity.WARNING,
    family=Family.PLANNING,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.planning.conformity",),
    message="{subject}：与国家规划矿区（{features}）重叠 {area}（占 {share}），须符合矿区统一规划。",
    message_en="{subject}: {area} ({share}) inside the national planning area {features}; its plan applies.",
    remedy="核对矿区总体规划的井田划分、规模和开发次序。",
    remedy_en="Check fields, scale and order against the plan of the area.",
)
def in_national_planning_area(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground newly taken inside a national planning mining area has to follow the plan of that area."""
    zones = zones_under(case, "national_planning_mining_area")
    if zones and law["cn.planning.conformity"].value["inside_block"]:
        yield hit(case, covered(zones, case.ground.area_m2), (o.feature for o in zones))
    else:
        yield holds(case)
