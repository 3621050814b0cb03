"""Blocks that touch a control line or nearly do."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, metres, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

LAYERS = ("ecological_redline", "nature_reserve")
NEAR_M = 50.0


@rule(
    code="SCR104",
    title="紧邻控制线",
    title_en="Close to a control line",
    severity=Severity.INFO,
    family=Family.CONTROL_LINES,
    message="{subject}：距{theme}（{features}）最近 {distance}，未重叠。",
    message_en="{subject}: {distance} from {theme} ({features}), no overlap.",
    remedy="核对两侧坐标的来源和精度，现场标定边界。",
    remedy_en="Check where both lines come from and how exact they are.",
)
def close_to_control_line(case: ScreeningCase) -> Iterator[Said]:
    """The block keeps 50 m from the red line and from reserves it does not overlap; what touches is told with 0 m."""
    for kind in LAYERS:
        found = case.ground.theme(kind)
        if found is None:
            yield open_question(case, *case.no_layer(kind))
            continue
        near = [item for item in found.near if item.distance_m <= NEAR_M]
        if near and not found.overlaps:
            evidence = {"distance": metres(near[0].distance_m)}
            yield hit(case, evidence, (item.feature for item in near), values={"theme": case.title(kind)})
        else:
            yield holds(case)
