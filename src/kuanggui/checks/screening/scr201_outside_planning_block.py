"""Rights outside the planning blocks."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.blocks import blocks_under, layer_of, no_layer
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import area, hit, holds, percent
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import Action
from kuanggui.regulation.law import Law


@rule(
    code="SCR201",
    title="不在规划区块内",
    title_en="Outside the planning blocks",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:right", "is:setting"),
    parameters=("cn.planning.conformity",),
    message="{subject}：有 {area}（占 {share}）不在{theme}内。",
    message_en="{subject}: {area} ({share}) outside the planning blocks.",
    remedy="缩减到规划区块内，或先按程序新增、调整规划区块。",
    remedy_en="Shrink to the block, or have the plan's blocks adjusted first.",
)
def outside_planning_block(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A right that is set lies within planning blocks of its purpose, but for a margin of drawing; an extension is but warned."""
    found = blocks_under(case)
    if found is None:
        yield no_layer(case)
        return
    inside = min(case.ground.theme(layer_of(case)).total_m2, case.ground.area_m2)  # type: ignore[union-attr]
    outside = case.ground.area_m2 - inside
    allowed = float(law["cn.planning.conformity"].value["outside_tolerance_percent"]) / 100
    if outside > allowed * case.ground.area_m2:
        evidence = {"area": area(outside), "share": percent(outside / case.ground.area_m2)}
        values = {"theme": case.title(layer_of(case))}
        severity = Severity.WARNING if case.application.action is Action.EXTENSION else None
        yield hit(case, evidence, (o.feature for o in found), severity, values=values)
    else:
        yield holds(case)
