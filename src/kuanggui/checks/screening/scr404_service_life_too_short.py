"""Service lives below the least that a region asks for."""

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
    code="SCR404",
    title="服务年限低于最低要求",
    title_en="The service life is too short",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:setting", "field:region"),
    asks=("design.service_life_years",),
    parameters=("cn.scale.service_life_regions",),
    message="{subject}：服务年限 {stated}，低于 {limit}。",
    message_en="{subject}: a life of {stated}, less than {limit}.",
    remedy="增加可采储量或调整范围。",
    remedy_en="Add reserves or change the range.",
)
def service_life_too_short(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The service life reaches what the region of the case asks for; other regions are out of scope."""
    region, years = case.application.region or "", case.application.design.service_life_years
    limits = [row["minimum"] for row in law["cn.scale.service_life_regions"].value if region.startswith(row["region"])]
    if not limits:
        return
    if years is None:
        yield open_question(case, "未提供“服务年限”；请补充 design.service_life_years", "no service life")
    elif years < max(limits):
        yield hit(case, {"stated": (years, "年"), "limit": (max(limits), "年")})
    else:
        yield holds(case)
