"""Sand and stone outside the concentrated mining areas."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import area, hit, holds, percent
from kuanggui.checks.screening.zones import LAYER, zones_under
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR603",
    title="砂石土类不在集中开采区",
    title_en="Sand or stone outside the concentrated mining areas",
    severity=Severity.WARNING,
    family=Family.WATER_AND_SAND,
    needs=("is:mining", "is:ground", "mineral:sand_stone_clay", f"layer:{LAYER}", "plan"),
    parameters=("cn.planning.conformity",),
    message="{subject}：有 {area}（占 {share}）不在集中开采区内；规划要求“{quote}”。",
    message_en="{subject}: {area} ({share}) outside the concentrated areas; the plan says “{quote}”.",
    remedy="移入集中开采区，或说明单独设置的理由。",
    remedy_en="Move into a concentrated area, or say why not.",
)
def sand_outside_concentrated_area(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Where the plan draws concentrated mining areas, new sand, stone and clay pits lie inside them."""
    demand = next(iter(case.plan_text.demands("concentrated") if case.plan_text else ()), None)
    if demand is None:
        return
    total = case.ground.area_m2
    outside = total - sum(overlap.area_m2 for overlap in zones_under(case, "concentrated_mining_area"))
    if outside > total * float(law["cn.planning.conformity"].value["outside_tolerance_percent"]) / 100:
        evidence = {"area": area(outside), "share": percent(outside / total)}
        yield hit(case, evidence, values={"quote": demand.text}, places=[demand.place])
    else:
        yield holds(case)
