"""Mining near bridges, ferries and tunnels of highways."""

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

STRUCTURES = {"highway_bridge": "bridge", "ferry": "ferry", "highway_tunnel": "tunnel"}


@rule(
    code="SCR125",
    title="公路桥梁、渡口、隧道周边禁采范围",
    title_en="Too close to a highway bridge, ferry or tunnel",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining",),
    parameters=("cn.distances.highway",),
    message="{subject}：距{theme}（{features}）{distance}，小于 {limit}。",
    message_en="{subject}: {distance} from {features} ({theme}), less than {limit}.",
    remedy="退出该距离。",
    remedy_en="Keep the distance.",
)
def close_to_road_structure(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Mining keeps 200 m from medium and larger bridges and ferries, 100 m from tunnels."""
    limits = law["cn.distances.highway"].value
    for kind, key in STRUCTURES.items():
        if case.ground.theme(kind) is None:
            yield open_question(case, *case.no_layer(kind, "；请入库或说明境内没有"))
            continue
        found = [near for near in close(case, kind, limits[key]) if near.distance_m < limits[key]]
        if found:
            evidence = {"distance": metres(found[0].distance_m), "limit": (limits[key], "m")}
            yield hit(case, evidence, (near.feature for near in found), values={"theme": case.title(kind)})
        else:
            yield holds(case)
