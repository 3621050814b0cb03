"""Coal mines that are not fully mechanised where the plan asks for it."""

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
    code="SCR508",
    title="机械化程度不符合规划要求",
    title_en="Not as mechanised as the plan asks for",
    severity=Severity.ERROR,
    family=Family.ENTRY,
    needs=("is:mining", "is:setting", "mineral:coal", "plan"),
    asks=("design.fully_mechanised",),
    parameters=("cn.planning.conformity",),
    message="{subject}：未实现全部机械化；规划规定“{quote}”。",
    message_en="{subject}: not fully mechanised; the plan says “{quote}”.",
    remedy="修改设计，达到规划的机械化程度。",
    remedy_en="Change the design.",
)
def not_mechanised(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Where the plan asks for full mechanisation of coal mines, the design has it."""
    found = case.plan_text.demands("mechanised") if case.plan_text else ()
    demand = next(
        (phrase for phrase in found if "100%" in phrase.text.replace("％", "%") or "全部机械化" in phrase.text), None
    )
    if demand is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    mechanised = case.application.design.fully_mechanised
    if mechanised is None:
        yield open_question(case, "未提供“全部机械化”；请补充 design.fully_mechanised", "not said")
    elif mechanised:
        yield holds(case)
    else:
        yield hit(case, {}, values={"quote": demand.text}, places=[demand.place])
