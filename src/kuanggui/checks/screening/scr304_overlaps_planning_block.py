"""Planning blocks over other planning blocks."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import features_of
from kuanggui.checks.screening.saying import covered, hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR304",
    title="规划区块之间重叠",
    title_en="Overlaps another planning block",
    severity=Severity.WARNING,
    family=Family.NEIGHBOURS,
    needs=("is:block",),
    parameters=("cn.planning.block_and_right",),
    message="{subject}：与{theme}（{features}）重叠 {area}（占 {share}）。",
    message_en="{subject}: overlaps {features} ({theme}) by {area} ({share}).",
    remedy="调整边界；同一矿种的重叠不得入库。",
    remedy_en="Change the boundary; blocks of one mineral may not overlap.",
)
def overlaps_planning_block(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A planning block overlaps no other one but itself; overlaps of one mineral and purpose are the graver."""
    for kind in ("mining_block", "exploration_block"):
        found = case.ground.theme(kind)
        if found is None:
            yield open_question(case, *case.no_layer(kind))
            continue
        other = [o for o in found.overlaps if o.feature.name != case.application.name]
        if other and law["cn.planning.block_and_right"].value["one_right"]:
            evidence = covered(other, case.ground.area_m2)
            yield hit(case, evidence, features_of(other), values={"theme": case.title(kind)})
        else:
            yield holds(case)
