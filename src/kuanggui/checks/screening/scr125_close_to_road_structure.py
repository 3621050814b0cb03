"""Mining near bridges, ferries and tunnels of highways."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.features import Near
from kuanggui.checks.screening.saying import hit, holds, metres, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

BRIDGE = "highway_bridge"
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
    """Mining keeps 200 m from medium and larger bridges and ferries, 100 m from tunnels; small bridges have no such distance."""
    limits = law["cn.distances.highway"].value
    for kind, key in STRUCTURES.items():
        if case.ground.theme(kind) is None:
            yield open_question(case, *case.no_layer(kind, "；请入库或说明境内没有"))
            continue
        within = [near for near in close(case, kind, limits[key]) if near.distance_m < limits[key]]
        found = [near for near in within if kind != BRIDGE or _is_large(near)]
        unsized = [near for near in within if kind == BRIDGE and _is_large(near) is None]
        if found:
            evidence = {"distance": metres(found[0].distance_m), "limit": (limits[key], "m")}
            yield hit(case, evidence, (near.feature for near in found), values={"theme": case.title(kind)})
        elif unsized:
            reason = f"{unsized[0].feature.name}没有桥梁等级；请补字段“等级”（特大桥、大桥、中桥、小桥）"
            yield open_question(case, reason, "the bridge has no size class")
        else:
            yield holds(case)


def _is_large(near: Near) -> bool | None:
    """Whether a bridge is of medium size or larger by its class, or else by its name; None where neither tells."""
    said = near.feature.text("class") or near.feature.name
    if any(word in said for word in words("bridge_sizes")["medium_or_larger"]):
        return True
    return False if any(word in said for word in words("bridge_sizes")["small"]) else None
