"""Sand and gold dredging at railway bridges."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.saying import hit, holds, metres, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "railway_bridge"


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
    remedy="退出禁采范围；在桥上游 500 米以外的，注明上下游关系。",
    remedy_en="Move out of the distance, or say that the range lies upstream.",
)
def dredging_at_railway_bridge(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No dredging within 500 m upstream of a railway bridge and 1,000 to 3,000 m downstream by its length."""
    value = law["cn.distances.railway"].value
    farthest = max(step["within"] for step in value["bridge_downstream"])
    found = list(close(case, LAYER, farthest))
    said = False
    for near in found:
        length = near.feature.figure("length_m")
        if near.distance_m <= value["bridge_upstream"]:
            limit, side, severity = value["bridge_upstream"], "上下游", None
        elif length is None:
            yield open_question(case, f"{near.feature.name}没有桥长；请补字段“桥长”", "the bridge has no length")
            said = True
            continue
        else:
            limit = next(s["within"] for s in value["bridge_downstream"] if length >= s["from_length"])
            side, severity = "下游", Severity.WARNING
        if near.distance_m <= limit:
            evidence = {"distance": metres(near.distance_m), "limit": (limit, "m")}
            yield hit(case, evidence, [near.feature], severity, values={"side": side})
            said = True
    if not said:
        yield holds(case)
