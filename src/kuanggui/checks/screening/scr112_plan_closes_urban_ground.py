"""Plans that close the ground inside the urban development boundary."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.directions import closed_ground
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

LAYER = "urban_development_boundary"


@rule(
    code="SCR112",
    title="规划不许在城镇开发边界内新设",
    title_en="The plan allows no new right inside the urban boundary",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}", "plan"),
    message="{subject}：与城镇开发边界（{features}）重叠 {area}（占 {share}），规划规定边界内不得新设{except_for}。",
    message_en="{subject}: {area} ({share}) inside the urban boundary ({features}), which the plan closes{except_for}.",
    remedy="退出城镇开发边界。",
    remedy_en="Move out of the boundary.",
)
def plan_closes_urban_ground(case: ScreeningCase) -> Iterator[Said]:
    """Where the plan says that nothing new may be set inside the urban boundary, only the minerals it exempts are."""
    found = case.hits(LAYER)
    closing = closed_ground(case.plan_text, "urban_boundary") if case.plan_text else None
    if closing is None:
        return
    if not found.overlaps or case.concerns(*closing.exempt):
        yield holds(case)
        return
    exempt = f"（{closing.exempt_words}除外）" if closing.exempt_words else ""
    features = (o.feature for o in found.overlaps)
    yield hit(case, taken(found), features, values={"except_for": exempt}, places=[closing.place])
