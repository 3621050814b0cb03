"""Blocks in zones where the plan forbids or restricts mining."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import covered, hit, holds
from kuanggui.checks.screening.zones import LAYER, say_unnamed, unnamed_zones, zones_under
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR208",
    title="进入规划的禁止或限制开采区",
    title_en="Inside a zone the plan closes or restricts",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:mining", "is:ground", f"layer:{LAYER}"),
    parameters=("cn.planning.conformity",),
    message="{subject}：与{kind}（{features}）重叠 {area}（占 {share}）。",
    message_en="{subject}: {area} ({share}) inside {features} ({kind}).",
    remedy="退出禁止开采区；限制开采区内按规划的条件论证。",
    remedy_en="Move out of the closed zone; argue the conditions of a restricted one.",
)
def in_closed_zone(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground for mining overlaps no zone in which the plan forbids it, and one in which it is restricted on conditions only."""
    closed, limited = (zones_under(case, f"{kind}_mining_area") for kind in ("prohibited", "restricted"))
    for zones, kind, severity in ((closed, "禁止开采区", None), (limited, "限制开采区", Severity.WARNING)):
        if zones:
            evidence = covered(zones, case.ground.area_m2)
            yield hit(case, evidence, (o.feature for o in zones), severity, values={"kind": kind})
    if closed or limited or not law["cn.planning.conformity"].value["inside_block"]:
        return
    unnamed = unnamed_zones(case)
    yield say_unnamed(case, unnamed) if unnamed else holds(case)
