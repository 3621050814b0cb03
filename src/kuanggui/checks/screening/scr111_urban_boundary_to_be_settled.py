"""Blocks inside the urban development boundary."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "urban_development_boundary"


@rule(
    code="SCR111",
    title="进入城镇开发边界",
    title_en="Inside the urban development boundary",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.control_lines.urban_boundary",),
    message="{subject}：与城镇开发边界（{features}）重叠 {area}（占 {share}），出让前须与国土空间规划协调。",
    message_en="{subject}: {area} ({share}) inside the urban boundary ({features}); to be settled before the transfer.",
    remedy="出让前取得国土空间规划管控的核对意见，或退出边界。",
    remedy_en="Have it checked against territorial-space control before the transfer.",
)
def urban_boundary_to_be_settled(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground newly taken does not overlap the urban development boundary, or the conflict is settled before the transfer."""
    found = case.hits(LAYER)
    if found.overlaps and law["cn.control_lines.urban_boundary"].value["settle_before_transfer"]:
        yield hit(case, taken(found), (o.feature for o in found.overlaps))
    else:
        yield holds(case)
