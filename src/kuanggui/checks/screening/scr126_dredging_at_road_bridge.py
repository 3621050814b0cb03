"""Sand dredging at highway bridges."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.saying import hit, holds, metres
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "highway_bridge"
SIZES = {"特大": "extra_large", "大": "large", "中": "medium", "小": "small"}


@rule(
    code="SCR126",
    title="公路桥附近河道采砂",
    title_en="Dredging sand near a highway bridge",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining", "mineral:river_sand", f"layer:{LAYER}"),
    parameters=("cn.distances.highway",),
    message="{subject}：距公路桥（{features}）{distance}，在{side} {limit} 的禁采范围内。",
    message_en="{subject}: {distance} from a highway bridge ({features}), within {limit} ({side}).",
    remedy="退出禁采范围；在桥上游 500 米以外的，注明上下游关系。",
    remedy_en="Move out of the distance, or say that the range lies upstream.",
)
def dredging_at_road_bridge(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No dredging within 500 m upstream of a highway bridge and 1,000 to 3,000 m downstream by its size."""
    value = law["cn.distances.highway"].value
    downstream = value["bridge_downstream"]
    said = False
    for near in close(case, LAYER, max(downstream.values())):
        upstream = near.distance_m <= value["bridge_upstream"]
        size = next((key for word, key in SIZES.items() if word in near.feature.text("class")), "extra_large")
        limit = value["bridge_upstream"] if upstream else downstream[size]
        if near.distance_m <= limit:
            evidence = {"distance": metres(near.distance_m), "limit": (limit, "m")}
            values = {"side": "上下游" if upstream else "下游"}
            yield hit(case, evidence, [near.feature], None if upstream else Severity.WARNING, values=values)
            said = True
    if not said:
        yield holds(case)
