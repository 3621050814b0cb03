"""New mining rights over existing ones."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import features_of, is_same_holder, others
from kuanggui.checks.screening.saying import covered, hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import Action
from kuanggui.regulation.law import Law

LAYER = "mining_right"


@rule(
    code="SCR301",
    title="与已设采矿权垂直投影重叠",
    title_en="Overlaps a mining right in vertical projection",
    severity=Severity.ERROR,
    family=Family.NEIGHBOURS,
    needs=("is:mining", f"layer:{LAYER}"),
    asks=("applicant.name", "held.number"),
    parameters=("cn.rights.vertical_overlap",),
    message="{subject}：与采矿权（{features}）垂直投影重叠 {area}（占 {share}）{ruling}。",
    message_en="{subject}: overlaps the mining right {features} by {area} ({share}) in vertical projection{ruling}.",
    remedy="退出重叠部分；属规定可以重叠的情形的，附依据和互保协议。",
    remedy_en="Move out, or show that the overlap is one of those allowed.",
)
def overlaps_mining_right(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A mining right newly set does not overlap another one seen from above, whatever their heights."""
    if case.application.action is Action.RENEWAL or not law["cn.rights.vertical_overlap"].value["forbidden"]:
        return
    found = others(case, LAYER)
    if not found:
        yield holds(case)
        return
    same = all(is_same_holder(case, overlap.feature) for overlap in found)
    values = {"ruling": "，为同一矿业权人" if same else ""}
    severity = Severity.WARNING if same and case.application.action is Action.EXTENSION else None
    yield hit(case, covered(found, case.ground.area_m2), features_of(found), severity, values=values)
