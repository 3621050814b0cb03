"""Gaps that are too wide, too large or between different holders for an agreement."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.gap_limits import limits_for
from kuanggui.checks.screening.neighbours import features_of
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import TransferMode
from kuanggui.regulation.law import Law

LAYER = "mining_right"


@rule(
    code="SCR702",
    title="夹缝资源不符合协议出让的条件",
    title_en="A gap that may not be transferred by agreement",
    severity=Severity.ERROR,
    family=Family.TRANSFER,
    needs=("is:mining", "is:ground", "field:transfer.mode", f"layer:{LAYER}"),
    asks=("region", "transfer.ground"),
    parameters=("cn.rights.gap_limits",),
    message="{subject}：拟按夹缝资源协议出让，{ruling}（{features}）。",
    message_en="{subject}: to be transferred by agreement as a gap, but {ruling} ({features}).",
    remedy="改为论证后竞争性出让。",
    remedy_en="Transfer competitively after argument.",
)
def gap_beyond_limits(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A gap goes by agreement only to the holder on all its sides, within the distance and the area that nation or province set.

    Since June 2026 their figures are but a guide: what exceeds them warns.
    """
    transfer = case.application.transfer
    if transfer.mode is not TransferMode.AGREEMENT or transfer.ground != "gap":
        return
    value = law["cn.rights.gap_limits"].value
    limits = limits_for(case.application.region, value)
    sides = [near for near in case.hits(LAYER).near if near.distance_m <= limits["distance_m"]]
    holders = {near.feature.text("holder") for near in sides}
    if "" in holders:
        yield open_question(
            case, "采矿权图层缺少矿业权人；请补字段“矿业权人”", "the holders of the rights are not known"
        )
        return
    grave = len(sides) < 2 or len(holders) > 1 or not value.get("guideline")
    wrong = []
    if len(sides) < 2:
        wrong.append(f"{limits['distance_m']} 米内只有 {len(sides)} 个采矿权")
    if len(holders) > 1:
        wrong.append(f"两侧分属 {len(holders)} 个矿业权人")
    if case.ground.basic_blocks > limits["basic_blocks"]:
        wrong.append(f"面积超过 {limits['basic_blocks']} 个基本区块")
    if wrong:
        severity = None if grave else Severity.WARNING
        yield hit(case, {}, features_of(sides), severity, values={"ruling": "；".join(wrong)})
    else:
        yield holds(case)
