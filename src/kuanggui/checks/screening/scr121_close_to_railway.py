"""Opencast mining, quarrying and blasting beside railways."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import close
from kuanggui.checks.screening.saying import hit, holds, metres
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR121",
    title="铁路两侧露天开采、爆破未取得一致意见",
    title_en="Opencast mining or blasting beside a railway without consent",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    needs=("is:mining", "layer:railway", "field:design.method"),
    asks=("design.blasting", "documents.railway_consent"),
    parameters=("cn.distances.railway",),
    message="{subject}：距铁路（{features}）{distance}，在 {limit} 之内，须与铁路企业协商一致并经批准。",
    message_en="{subject}: {distance} from a railway ({features}), within {limit}: consent and approval are needed.",
    remedy="补充铁路运输企业的意见和县级以上人民政府的批准，或退出该距离。",
    remedy_en="Get the operator's consent and the approval, or keep the distance.",
)
def close_to_railway(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Opencast mining, quarrying and blasting keep 1,000 m from railways and their tunnels, or have consent and approval."""
    design = case.application.design
    if design.method is None or not (design.method.breaks_surface or design.blasting):
        return
    limit = law["cn.distances.railway"].value["activity"]
    tunnels = case.ground.theme("railway_tunnel")
    found = [*close(case, "railway", limit), *(close(case, "railway_tunnel", limit) if tunnels else ())]
    if not found or case.application.document("railway_consent"):
        yield holds(case)
        return
    evidence = {"distance": metres(min(near.distance_m for near in found)), "limit": (limit, "m")}
    yield hit(case, evidence, (near.feature for near in found))
