"""Groundwater pumped beside high-speed railways."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import YES, close
from kuanggui.checks.screening.saying import hit, holds, metres, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR123",
    title="高速铁路两侧抽取地下水",
    title_en="Pumping groundwater beside a high-speed railway",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining", "mineral:geothermal|mineral_water|groundwater", "layer:railway"),
    parameters=("cn.distances.railway",),
    message="{subject}：距高速铁路（{features}）{distance}，在 {limit} 之内禁止抽取地下水。",
    message_en="{subject}: {distance} from a high-speed railway ({features}); no pumping within {limit}.",
    remedy="把井位移出该距离，并按此缩减范围。",
    remedy_en="Move the wells out of the distance.",
)
def water_beside_fast_railway(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No groundwater is pumped within 200 m of a high-speed railway."""
    limit = law["cn.distances.railway"].value["groundwater"]
    found = list(close(case, "railway", limit))
    fast = [near for near in found if near.feature.text("high_speed").lower() in YES]
    if fast:
        evidence = {"distance": metres(fast[0].distance_m), "limit": (limit, "m")}
        yield hit(case, evidence, (near.feature for near in fast))
    elif any(not near.feature.text("high_speed") for near in found):
        yield open_question(case, "铁路图层未注明是否高速铁路；请补字段“高速铁路”", "not said whether high-speed")
    else:
        yield holds(case)
