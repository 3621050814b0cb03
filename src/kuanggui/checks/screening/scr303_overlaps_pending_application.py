"""Applications that are being dealt with on the same ground."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import features_of, others
from kuanggui.checks.screening.saying import covered, hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "pending_application"


@rule(
    code="SCR303",
    title="与在办申请重叠",
    title_en="Overlaps a pending application",
    severity=Severity.WARNING,
    family=Family.NEIGHBOURS,
    needs=("is:ground", f"layer:{LAYER}"),
    asks=("held.number",),
    parameters=("cn.rights.registered_area",),
    message="{subject}：与在办申请（{features}）重叠 {area}（占 {share}）。",
    message_en="{subject}: overlaps the pending application {features} by {area} ({share}).",
    remedy="待在先申请办结，或调整范围。",
    remedy_en="Wait for the earlier application, or change the range.",
)
def overlaps_pending_application(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground newly taken is not asked for by somebody else already."""
    found = others(case, LAYER)
    if found and law["cn.rights.registered_area"].value["forbidden"]:
        yield hit(case, covered(found, case.ground.area_m2), features_of(found))
    else:
        yield holds(case)
