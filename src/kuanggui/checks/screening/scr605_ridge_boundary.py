"""Quarries bounded along a ridge."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import Method
from kuanggui.regulation.law import Law


@rule(
    code="SCR605",
    title="砂石露天矿以山脊线划界",
    title_en="A quarry bounded along a ridge",
    severity=Severity.ERROR,
    family=Family.WATER_AND_SAND,
    needs=("is:mining", "is:ground", "mineral:sand_stone_clay", "field:design.method", "field:site.ridge_boundary"),
    parameters=("cn.sand.ridge_line",),
    message="{subject}：普通建筑用砂石露天矿不得以山脊线划界。",
    message_en="{subject}: an opencast sand or stone pit may not be bounded along a ridge.",
    remedy="把范围调整到山体整体，自上而下开采。",
    remedy_en="Take in the whole hill.",
)
def ridge_boundary(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Opencast pits for ordinary sand and stone are not bounded along a ridge."""
    if case.application.design.method in {Method.UNDERGROUND, Method.WELL}:
        return
    if case.concerns(*law["cn.sand.ridge_line"].value["minerals"]):
        yield hit(case) if case.application.site.ridge_boundary else holds(case)
