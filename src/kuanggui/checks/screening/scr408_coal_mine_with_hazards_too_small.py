"""New coal mines with grave hazards."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import word
from kuanggui.regulation.law import Law


@rule(
    code="SCR408",
    title="灾害严重的新建煤矿规模不足",
    title_en="A new coal mine with grave hazards is too small",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:new", "mineral:coal", "field:design.hazards", "field:design.scale"),
    asks=("design.unit",),
    parameters=("cn.scale.coal_new",),
    message="{subject}：{hazards}矿井，设计规模 {scale}，低于 {limit}。",
    message_en="{subject}: a mine with {hazards} of {scale}, less than {limit}.",
    remedy="提高规模或不予新建。",
    remedy_en="Raise the scale, or do not build the mine.",
)
def coal_mine_with_hazards_too_small(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """New coal mines with outbursts, rock bursts or very complex water reach the prescribed scale."""
    value, design = law["cn.scale.coal_new"].value, case.application.design
    hazards = [hazard for hazard in design.hazards or () if hazard in value["hazards"]]
    if hazards and design.scale is not None and design.scale < value["minimum"]:
        evidence = {"scale": (design.scale, design.unit), "limit": (value["minimum"], "万吨/年")}
        yield hit(case, evidence, values={"hazards": "、".join(word("hazard", hazard) for hazard in hazards)})
    else:
        yield holds(case)
