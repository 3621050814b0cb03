"""Existing rights inside the ecological red line."""

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

LAYER = "ecological_redline"
MINED_AT_NEED = "清单只列探矿权，开采仅限国家战略需要，须附依据，不得扩大"


@rule(
    code="SCR103",
    title="既有矿业权位于生态保护红线内",
    title_en="Existing right inside the ecological red line",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    needs=("is:held", f"layer:{LAYER}"),
    parameters=("cn.control_lines.redline_activities",),
    message="{subject}：既有矿业权与生态保护红线（{features}）重叠 {area}（占 {share}）；{ruling}。",
    message_en="{subject}: the existing right overlaps the red line ({features}) by {area} ({share}); {ruling}.",
    remedy="按既有矿业权的规定分类处置，写明不扩大范围、不新增设施。",
    remedy_en="Treat as an existing right: no larger range, no new installations.",
)
def held_right_in_redline(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A right that is continued or turned into a mining right does not lie inside the red line, or is of a kind that may stay."""
    found = case.hits(LAYER)
    if not found.overlaps:
        yield holds(case)
        return
    lists = law["cn.control_lines.redline_activities"].value
    if case.concerns(*lists["existing"], *lists["both"]):
        ruling = "可在原范围内延续，不得扩大"
    elif case.concerns(*lists["exploration"]):
        ruling = MINED_AT_NEED if case.application.is_mining else "属清单所列探矿权，可在原范围内延续"
    else:
        ruling = "应避让或有序退出，不得扩大"
    yield hit(case, taken(found), (o.feature for o in found.overlaps), values={"ruling": ruling})
