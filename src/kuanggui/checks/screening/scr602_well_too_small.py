"""Wells below the least output that the plan sets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.plan_phrases import figure_in
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR602",
    title="单井开采规模低于规划要求",
    title_en="A well below the plan's least output",
    severity=Severity.WARNING,
    family=Family.WATER_AND_SAND,
    needs=("is:mining", "mineral:geothermal|mineral_water", "plan"),
    asks=("wells.output_m3_per_day",),
    parameters=("cn.planning.conformity",),
    message="{subject}：单井 {stated}，低于规划的 {limit}。",
    message_en="{subject}: {stated} a well, less than the plan's {limit}.",
    remedy="核对抽水试验成果，调整井数和规模。",
    remedy_en="Check the pumping test; change number or size of wells.",
)
def well_too_small(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The output of a well reaches the least that the plan sets; a plan that only announces a least gives no answer."""
    demand = next(iter(case.plan_text.demands("per_well") if case.plan_text else ()), None)
    if demand is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    figure, stated = figure_in(demand, "per_well"), case.application.wells.output_m3_per_day
    if figure is None:
        yield open_question(
            case, "规划要求制定单井最低开采规模，文中没有数值；请提供当地规定", "the plan gives no figure"
        )
    elif stated is None:
        yield open_question(case, "未提供“单井产量”；请补充 wells.output_m3_per_day", "no output given")
    elif stated < Decimal(figure):
        yield hit(case, {"stated": (stated, "m³/d"), "limit": (figure, "m³/d")}, places=[demand.place])
    else:
        yield holds(case)
