"""Building stone near the surface mined underground."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import Method
from kuanggui.regulation.law import Law


@rule(
    code="SCR410",
    title="浅埋建筑石料不得新建地下矿山",
    title_en="Shallow building stone may not be mined underground",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:new", "mineral:building_stone", "field:region", "field:design.method"),
    asks=("design.burial_depth_m",),
    parameters=("cn.sand.underground",),
    message="{subject}：矿体埋深 {depth}，小于 {limit}，不得地下开采。",
    message_en="{subject}: ore at {depth}, less than {limit} deep, may not be mined underground.",
    remedy="改为露天开采，或另选矿区。",
    remedy_en="Mine opencast, or elsewhere.",
)
def shallow_stone_underground(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """In regions that say so, building stone shallower than their depth is not mined underground."""
    region, design = case.application.region or "", case.application.design
    limits = [row["depth"] for row in law["cn.sand.underground"].value if region.startswith(row["region"])]
    if not limits:
        return
    if design.method is not Method.UNDERGROUND:
        yield holds(case)
    elif design.burial_depth_m is None:
        yield open_question(case, "未提供“矿体埋深”；请补充 design.burial_depth_m", "no depth")
    elif design.burial_depth_m < max(limits):
        yield hit(case, {"depth": (design.burial_depth_m, "m"), "limit": (max(limits), "m")})
    else:
        yield holds(case)
