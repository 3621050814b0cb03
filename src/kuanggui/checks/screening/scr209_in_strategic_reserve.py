"""Blocks on strategic reserves."""

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
    code="SCR209",
    title="进入战略性矿产资源储备地",
    title_en="Inside a strategic reserve",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:mining", "is:ground", f"layer:{LAYER}"),
    asks=("documents.ministry_consent",),
    parameters=("cn.planning.strategic_site",),
    message="{subject}：与储备地（{features}）重叠 {area}（占 {share}），未经自然资源部同意不得开采或压覆。",
    message_en="{subject}: {area} ({share}) inside the strategic reserve {features}; the ministry has to consent.",
    remedy="取得自然资源部同意，或退出储备地。",
    remedy_en="Get the ministry's consent, or move out.",
)
def in_strategic_reserve(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Nothing is mined in a strategic reserve without the consent of the ministry."""
    zones = zones_under(case, "strategic_reserve_area")
    if zones and law["cn.planning.strategic_site"].value["consent"]:
        consent = case.application.document("ministry_consent")
        evidence = covered(zones, case.ground.area_m2)
        yield hit(case, evidence, (o.feature for o in zones), Severity.INFO if consent else None)
    elif unnamed := unnamed_zones(case):
        yield say_unnamed(case, unnamed)
    else:
        yield holds(case)
