"""Mines of different holders side by side."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import around, features_of, is_same_holder
from kuanggui.checks.screening.saying import hit, holds, metres
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "mining_right"


@rule(
    code="SCR307",
    title="紧邻他人采矿权，须留足安全距离",
    title_en="Next to somebody else's mine",
    severity=Severity.WARNING,
    family=Family.NEIGHBOURS,
    needs=("is:mining", f"layer:{LAYER}", "field:applicant.name"),
    asks=("held.number", "documents.neighbour_agreement"),
    parameters=("cn.rights.neighbour_safety",),
    message="{subject}：距他人采矿权（{features}）{distance}，须满足安全生产规定的最小距离。",
    message_en="{subject}: {distance} from somebody else's mine ({features}); the safety distance has to be kept.",
    remedy="在设计中留设边界保安矿柱，签订安全互保协议。",
    remedy_en="Leave a barrier pillar and agree on mutual safety.",
)
def neighbour_without_agreement(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Mines of different holders that nearly touch have agreed on mutual safety."""
    within = law["cn.rights.neighbour_safety"].value["look_within"]
    found = [near for near in around(case, LAYER, within) if not is_same_holder(case, near.feature)]
    if found and not case.application.document("neighbour_agreement"):
        yield hit(case, {"distance": metres(found[0].distance_m)}, features_of(found))
    else:
        yield holds(case)
