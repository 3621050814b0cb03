"""Coal applicants below what the plan asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.plan_phrases import figure_in, minerals_in
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of


@rule(
    code="SCR507",
    title="煤炭申请人不符合规划的准入条件",
    title_en="A coal applicant below what the plan asks for",
    severity=Severity.ERROR,
    family=Family.ENTRY,
    needs=("is:mining", "is:setting", "mineral:coal", "plan"),
    asks=("applicant.coal_experience", "applicant.coal_capacity"),
    parameters=("cn.planning.conformity",),
    message="{subject}：{ruling}；规划规定“{quote}”。",
    message_en="{subject}: {ruling}; the plan says “{quote}”.",
    remedy="更换或联合符合条件的主体。",
    remedy_en="Apply with a company that meets the conditions.",
)
def coal_applicant_too_small(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Where the plan asks coal companies for experience and capacity, the applicant has both."""
    if case.plan_text is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    applicant = case.application.applicant
    for phrase in case.plan_text.demands("coal_capacity"):
        figure = figure_in(phrase, "coal_capacity")
        if figure is None or not any(is_kind_of("coal", code) for code in minerals_in(phrase.text)):
            continue
        if applicant.coal_capacity is None or applicant.coal_experience is None:
            paths = "applicant.coal_capacity、applicant.coal_experience"
            yield open_question(case, f"未提供申请人的煤炭产能或开采经验；请补充 {paths}", "capacity not given")
        elif applicant.coal_capacity < Decimal(figure) or not applicant.coal_experience:
            ruling = (
                f"申请人煤炭产能 {applicant.coal_capacity} 万吨/年"
                if applicant.coal_experience
                else "申请人没有煤炭开采经验"
            )
            yield hit(
                case,
                {"limit": (figure, "万吨/年")},
                values={"ruling": ruling, "quote": phrase.text},
                places=[phrase.place],
            )
        else:
            yield holds(case)
