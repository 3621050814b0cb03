"""Mining beside highways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.features import Feature
from kuanggui.checks.screening.saying import hit, holds, metres
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR124",
    title="公路两侧禁采范围",
    title_en="Too close to a highway",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining", "layer:highway", "field:design.method"),
    parameters=("cn.distances.highway",),
    message="{subject}：距公路（{features}）{distance}，小于 {limit}。",
    message_en="{subject}: {distance} from a highway ({features}), less than {limit}.",
    remedy="退出该距离；地下开采的论证对公路安全的影响。",
    remedy_en="Keep the distance; for underground mining show that the road is safe.",
)
def close_to_highway(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Mining keeps 100 m from national, provincial and county roads and 50 m from township roads; underground mining warns."""
    limits = law["cn.distances.highway"].value["classes"]
    found = [
        near for near in close(case, "highway", max(limits.values())) if near.distance_m < _limit(near.feature, limits)
    ]
    if not found:
        yield holds(case)
        return
    method = case.application.design.method
    evidence = {"distance": metres(found[0].distance_m), "limit": (_limit(found[0].feature, limits), "m")}
    severity = None if method is not None and method.breaks_surface else Severity.WARNING
    yield hit(case, evidence, (near.feature for near in found), severity)


def _limit(feature: Feature, limits: Any) -> int:
    """The distance of its class, the widest when its class is not known."""
    said = feature.text("class")
    known = next((key for key, names in words("highway_classes").items() if any(n in said for n in (key, *names))), "")
    return int(limits.get(known, max(limits.values())))
