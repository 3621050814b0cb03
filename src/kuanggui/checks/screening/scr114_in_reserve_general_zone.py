"""Blocks in the general control zone of a nature reserve."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.minerals import STRATEGIC, UNKNOWN, strategic
from kuanggui.checks.screening.reserves import is_core
from kuanggui.checks.screening.saying import covered, hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "nature_reserve"


@rule(
    code="SCR114",
    title="进入自然保护区一般控制区",
    title_en="Inside the general control zone of a nature reserve",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=(f"layer:{LAYER}",),
    parameters=("cn.control_lines.nature_reserve", STRATEGIC),
    message="{subject}：与自然保护区一般控制区（{features}）重叠 {area}（占 {share}）；{ruling}。",
    message_en="{subject}: {area} ({share}) inside the general zone of {features}; {ruling}.",
    remedy="退出保护区；属规定范围内的战略性矿产勘查开采的，附林业和草原主管部门意见。",
    remedy_en="Move out, or show that the work is among what is allowed there.",
)
def in_reserve_general_zone(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """In the general control zone only what the law of the day leaves open for strategic (or other) minerals is done."""
    general = [overlap for overlap in case.hits(LAYER).overlaps if is_core(overlap.feature) is False]
    if not general:
        yield holds(case)
        return
    is_strategic = strategic(case, law)
    rules = law["cn.control_lines.nature_reserve"].value["general"][case.application.purpose.value]
    treatment = {rules["strategic"], rules["other"]} if is_strategic is None else {rules[_key(is_strategic)]}
    if len(treatment) > 1:
        yield open_question(case, *UNKNOWN)
        return
    allowed = treatment == {"condition"}
    ruling = "须在规定范围内并符合管控要求" if allowed else "该类活动未列入允许范围"
    evidence = covered(general, case.ground.area_m2)
    severity = Severity.WARNING if allowed else None
    yield hit(case, evidence, (o.feature for o in general), severity, values={"ruling": ruling})


def _key(is_strategic: bool) -> str:
    return "strategic" if is_strategic else "other"
