"""Rights in the registered area of an exploration right."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import features_of, is_same_holder, others
from kuanggui.checks.screening.saying import covered, hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "exploration_right"


@rule(
    code="SCR302",
    title="与他人探矿权重叠",
    title_en="Overlaps an exploration right",
    severity=Severity.ERROR,
    family=Family.NEIGHBOURS,
    needs=("is:ground", f"layer:{LAYER}"),
    asks=("applicant.name", "held.number"),
    parameters=("cn.rights.registered_area",),
    message="{subject}：与探矿权（{features}）重叠 {area}（占 {share}）{ruling}。",
    message_en="{subject}: overlaps the exploration right {features} by {area} ({share}){ruling}.",
    remedy="退出重叠部分；按矿种另有规定的附依据。",
    remedy_en="Move out, or show the provision that allows it for the mineral.",
)
def overlaps_exploration_right(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground newly taken does not overlap the registered area of an exploration right of somebody else."""
    found = others(case, LAYER)
    if not found or not law["cn.rights.registered_area"].value["forbidden"]:
        yield holds(case)
        return
    same = all(is_same_holder(case, overlap.feature) for overlap in found)
    values = {"ruling": "，为同一矿业权人，享有新矿种的优先权" if same else ""}
    severity = Severity.WARNING if same else None
    yield hit(case, covered(found, case.ground.area_m2), features_of(found), severity, values=values)
