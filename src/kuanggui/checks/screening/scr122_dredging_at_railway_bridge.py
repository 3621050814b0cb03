"""Sand and gold dredging at railway bridges."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.bridges import say_dredging
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Feature
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "railway_bridge"
UNKNOWN = "没有桥长；请补字段“桥长”", "the bridge has no length"


@rule(
    code="SCR122",
    title="铁路桥附近河道采砂淘金",
    title_en="Dredging sand or gold near a railway bridge",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining", "mineral:river_sand|placer_gold", f"layer:{LAYER}"),
    parameters=("cn.distances.railway",),
    message="{subject}：距铁路桥（{features}）{distance}，在{side} {limit} 的禁采范围内。",
    message_en="{subject}: {distance} from a railway bridge ({features}), within {limit} ({side}).",
    asks=("site.bridge_side",),
    remedy="退出禁采范围；在桥上游 500 米以外的，注明上下游关系。",
    remedy_en="Move out of the distance, or say that the range lies upstream.",
)
def dredging_at_railway_bridge(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No dredging within 500 m upstream of a railway bridge and 1,000 to 3,000 m downstream by its length."""
    value = law["cn.distances.railway"].value
    steps = value["bridge_downstream"]

    def downstream(bridge: Feature) -> float | None:
        length = bridge.figure("length_m")
        return None if length is None else float(next(s["within"] for s in steps if length >= s["from_length"]))

    farthest = max(step["within"] for step in steps)
    yield from say_dredging(case, LAYER, value["bridge_upstream"], farthest, downstream, UNKNOWN)
