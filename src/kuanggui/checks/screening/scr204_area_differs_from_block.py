"""Rights of another size than the planning block."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.blocks import blocks_under, no_layer
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question, percent
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR204",
    title="面积与规划区块不相当",
    title_en="The area is not that of the planning block",
    severity=Severity.WARNING,
    family=Family.PLANNING,
    needs=("is:right", "is:new"),
    parameters=("cn.planning.block_and_right",),
    message="{subject}：面积 {stated}，规划区块{features}为 {planned}，相差 {difference}。",
    message_en="{subject}: {stated}, the block {features} has {planned}, {difference} apart.",
    remedy="说明范围小于规划区块的理由，或与区块一致。",
    remedy_en="Say why the range is smaller, or take the whole block.",
)
def area_differs_from_block(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The area of a new right is about that of its planning block."""
    found = blocks_under(case)
    if found is None:
        yield no_layer(case)
        return
    if not found:
        return
    planned = found[0].feature.figure("area_km2")
    if not planned:
        yield open_question(case, f"规划区块{found[0].feature.name}没有面积；请补字段“面积”", "the block has no area")
        return
    own = case.ground.area_m2 / 1e6
    apart = abs(own - float(planned)) / float(planned)
    if apart * 100 > float(law["cn.planning.block_and_right"].value["area_tolerance_percent"]):
        evidence = {"stated": (f"{own:.4f}", "km²"), "planned": (f"{planned:.4f}", "km²"), "difference": percent(apart)}
        yield hit(case, evidence, [found[0].feature])
    else:
        yield holds(case)
