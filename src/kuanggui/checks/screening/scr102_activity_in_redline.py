"""Minerals that may have a place inside the ecological red line, and those of which it is not known."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.minerals import mineral_name
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "ecological_redline"
MINED_AT_NEED = "清单只列探矿权，开采仅限国家战略需要，须附依据"


@rule(
    code="SCR102",
    title="红线内的有限矿业活动须逐条核对",
    title_en="Activity inside the red line has to be checked against the list",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.control_lines.redline", "cn.control_lines.redline_activities"),
    message="{subject}：{mineral}与生态保护红线（{features}）重叠 {area}（占 {share}）；{ruling}。",
    message_en="{subject}: {mineral} overlaps the red line ({features}) by {area} ({share}); {ruling}.",
    remedy="附允许有限人为活动的依据和省级人民政府意见；不在清单内的退出红线。",
    remedy_en="Show that the activity is among those allowed, or move out.",
)
def activity_in_redline(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Minerals not plainly shut out: those on the list may go on under its conditions, of the others proof is asked."""
    if case.concerns(*law["cn.control_lines.redline"].value["never"]):
        return
    found = case.hits(LAYER)
    if not found.overlaps:
        yield holds(case)
        return
    lists = law["cn.control_lines.redline_activities"].value
    if case.concerns(*lists["both"], *([] if case.application.is_mining else lists["exploration"])):
        ruling = "属清单所列活动，按清单条件办理"
    elif case.concerns(*lists["exploration"]):
        ruling = MINED_AT_NEED
    else:
        ruling = "不在已知清单内，一般不得新设"
    values = {"mineral": mineral_name(case), "ruling": ruling}
    yield hit(case, taken(found), (o.feature for o in found.overlaps), values=values)
