"""Small opencast quarries side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import around, features_of
from kuanggui.checks.screening.saying import hit, holds, metres
from kuanggui.checks.screening.sizes import mine_size
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import Size
from kuanggui.regulation.law import Law

LAYER = "mining_right"


@rule(
    code="SCR306",
    title="相邻小型露天采石场间距不足",
    title_en="Small opencast quarries too close to each other",
    severity=Severity.ERROR,
    family=Family.NEIGHBOURS,
    needs=(
        "is:mining",
        "is:ground",
        "mineral:sand_stone_clay|limestone|dolomite",
        f"layer:{LAYER}",
        "field:design.method",
    ),
    asks=("design.scale", "design.unit", "held.number"),
    parameters=("cn.distances.small_opencast", "cn.scale.mine_size"),
    message="{subject}：距露天采矿权（{features}）{distance}，小于 {limit}。",
    message_en="{subject}: {distance} from {features}, less than {limit}.",
    remedy="调整范围，或整合为一个采矿权。",
    remedy_en="Change the range, or join the quarries.",
)
def quarries_too_close(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Small opencast quarries of different rights lie more than the prescribed distance apart."""
    design = case.application.design
    if design.method is None or not design.method.breaks_surface or mine_size(case, law) in {Size.LARGE, Size.MEDIUM}:
        return
    limit = law["cn.distances.small_opencast"].number
    found = [near for near in around(case, LAYER, float(limit)) if "地下" not in near.feature.text("method")]
    if found:
        evidence = {"distance": metres(found[0].distance_m), "limit": (limit, "m")}
        yield hit(case, evidence, features_of(found))
    else:
        yield holds(case)
