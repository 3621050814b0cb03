"""Sand dredging at highway bridges."""

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

LAYER = "highway_bridge"
UNKNOWN = "没有桥梁等级；请补字段“等级”（特大桥、大桥、中桥、小桥）", "the bridge has no size class"
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
    asks=("site.bridge_side",),
    remedy="退出禁采范围；在桥上游 500 米以外的，注明上下游关系。",
    remedy_en="Move out of the distance, or say that the range lies upstream.",
)
def dredging_at_road_bridge(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No dredging within 500 m upstream of a highway bridge and 1,000 to 3,000 m downstream by its size."""
    value = law["cn.distances.highway"].value
    steps = value["bridge_downstream"]

    def downstream(bridge: Feature) -> float | None:
        size = next((key for word, key in SIZES.items() if word in bridge.text("class")), None)
        return None if size is None else float(steps[size])

    farthest = max(steps.values())
    yield from say_dredging(case, LAYER, value["bridge_upstream"], farthest, downstream, UNKNOWN)
