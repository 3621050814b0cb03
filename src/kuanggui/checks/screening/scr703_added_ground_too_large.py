"""Adjoining ground too large for an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.gap_limits import limits_for
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.terms import TransferMode
from kuanggui.regulation.law import Law


@rule(
    code="SCR703",
    title="周边扩大的面积超过协议出让的限度",
    title_en="Adjoining ground too large for an agreement",
    severity=Severity.WARNING,
    family=Family.TRANSFER,
    needs=("is:mining", "is:extension", "field:transfer.mode"),
    asks=("region", "held.area_km2", "transfer.ground"),
    parameters=("cn.rights.gap_limits",),
    message="{subject}：扩大 {area}，为原面积的 {share}，限度为 {limit}。",
    message_en="{subject}: {area} more, {share} of the former area, at most {limit}.",
    remedy="缩小扩大范围，或竞争性出让。",
    remedy_en="Add less, or transfer competitively.",
)
def added_ground_too_large(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Ground added by agreement beside a mine stays below the share of its area that the region sets; `range` is the whole new range."""
    limit = limits_for(case.application.region, law["cn.rights.gap_limits"].value).get("added_share_percent")
    if (
        limit is None
        or case.application.transfer.mode is not TransferMode.AGREEMENT
        or case.application.transfer.ground == "gap"
    ):
        return  # gaps have limits of their own
    former = case.application.held.area_km2
    if not former:
        yield open_question(case, "未提供“原面积”；请补充 held.area_km2", "the former area is not given")
        return
    added = Decimal(f"{case.ground.area_m2 / 1e6:.4f}") - former
    if added < 0:
        reason = "范围小于原面积；扩大范围的 range 应为扩大后的全部范围，请核对 range 和 held.area_km2"
        yield open_question(case, reason, "the range is smaller than the former area")
        return
    share = (added / former * 100).quantize(Decimal("0.01"))
    if share >= limit:
        yield hit(case, {"area": (added, "km²"), "share": (share, "%"), "limit": (limit, "%")})
    else:
        yield holds(case)
