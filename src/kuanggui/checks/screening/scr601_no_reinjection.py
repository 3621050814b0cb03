"""Geothermal water that is not put back."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR601",
    title="地热尾水处理与回灌未落实",
    title_en="No reinjection of geothermal tail water",
    severity=Severity.WARNING,
    family=Family.WATER_AND_SAND,
    needs=("is:mining", "mineral:geothermal", "plan"),
    asks=("documents.reinjection_plan",),
    parameters=("cn.planning.conformity",),
    message="{subject}：没有尾水回灌方案；规划要求“{quote}”。",
    message_en="{subject}: no plan for the tail water; the plan says “{quote}”.",
    remedy="补充尾水处理和回灌方案。",
    remedy_en="Add a plan for tail water and reinjection.",
)
def no_reinjection(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Where the plan asks for treatment or reinjection of tail water, there is a plan for it."""
    demand = next(iter(case.plan_text.demands("reinjection") if case.plan_text else ()), None)
    if demand is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    planned = case.application.document("reinjection_plan")
    if planned is None:
        yield open_question(case, "未说明有无尾水回灌方案；请补充 documents.reinjection_plan", "not said")
    elif planned:
        yield holds(case)
    else:
        yield hit(case, {}, values={"quote": demand.text}, places=[demand.place])
