"""Rights one above the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Feature
from kuanggui.checks.screening.neighbours import others
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "mining_right"


@rule(
    code="SCR305",
    title="与已设采矿权平面和标高均重叠",
    title_en="Overlaps a mining right in plan and in elevation",
    severity=Severity.ERROR,
    family=Family.NEIGHBOURS,
    needs=("is:mining", f"layer:{LAYER}"),
    asks=("elevation.top_m", "elevation.bottom_m", "held.number"),
    parameters=("cn.rights.registered_area",),
    message="{subject}：与采矿权（{features}）平面重叠，标高{ruling}。",
    message_en="{subject}: overlaps the mining right {features} in plan; in elevation {ruling}.",
    remedy="调整平面范围或标高，核对双方采矿许可证的标高。",
    remedy_en="Change range or heights; check both licences.",
)
def elevations_meet(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Where a mining right lies under or above the case, their height ranges do not meet; a gap between them is but told."""
    found = others(case, LAYER)
    if not found or not law["cn.rights.registered_area"].value["forbidden"]:
        yield holds(case)
    for overlap in found:
        gap = _gap(case, overlap.feature)
        if gap is None:
            reason = f"缺少本案或{overlap.feature.name}的标高；请补充 elevation 和图层字段“上限标高”“下限标高”"
            yield open_question(case, reason, "heights are missing")
        elif gap < 0:
            yield hit(case, {"gap": (-gap, "m")}, [overlap.feature], values={"ruling": f"重叠 {-gap} 米"})
        else:
            values = {"ruling": f"相隔 {gap} 米"}
            yield hit(case, {"gap": (gap, "m")}, [overlap.feature], Severity.WARNING, values=values)


def _gap(case: ScreeningCase, feature: Feature) -> Decimal | None:
    """Metres between the height ranges, negative where they overlap."""
    own = case.application.elevation
    top, bottom = feature.figure("elevation_top"), feature.figure("elevation_bottom")
    if own is None or top is None or bottom is None:
        return None
    return max(own.bottom_m - top, bottom - own.top_m)
