"""Mining near oil and gas pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import YES, close
from kuanggui.checks.screening.features import Feature, Near
from kuanggui.checks.screening.saying import hit, holds, metres, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "pipeline"
DREDGED, QUARRIED = ("river_sand", "placer_gold"), ("sand_stone_clay",)


@rule(
    code="SCR127",
    title="油气管道周边采矿",
    title_en="Mining near an oil or gas pipeline",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:mining", f"layer:{LAYER}"),
    asks=("documents.pipeline_consent",),
    parameters=("cn.distances.pipeline",),
    message="{subject}：距油气管道（{features}）{distance}，在 {limit} 之内，{ruling}。",
    message_en="{subject}: {distance} from a pipeline ({features}), within {limit}: {ruling}.",
    remedy="退出禁采距离；须批准的报县级管道保护主管部门。",
    remedy_en="Keep the distance, or get the approval.",
)
def close_to_pipeline(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """No quarrying within 5 m of a pipeline and 1,000 m of its tunnels; within 200 m (facilities 500 m) with approval only.

    Sand and stone are not taken within 500 m of where it crosses a river either.
    """
    limits = law["cn.distances.pipeline"].value
    consent = case.application.document("pipeline_consent")
    said = False
    for near in close(case, LAYER, limits["tunnel"]):
        ban, approval = _limits(case, near.feature, limits)
        banned = near.distance_m <= ban
        if not banned and near.distance_m <= limits["crossing"] and _may_cross(case, near.feature):
            said = True
            reason = f"{near.feature.name}未注明是否穿越河流；请补字段“穿越河流”"
            yield open_question(case, reason, "not said whether the pipeline crosses a river there")
        if banned or (near.distance_m <= approval and not consent):
            said = True
            yield _hit(case, near, ban if banned else approval, banned=banned)
    if not said:
        yield holds(case)


def _may_cross(case: ScreeningCase, feature: Feature) -> bool:
    """Whether river ground is to be dredged beside a pipeline that does not say whether it crosses a river."""
    return not feature.text("crossing") and case.concerns(*DREDGED)


def _limits(case: ScreeningCase, feature: Feature, limits: Any) -> tuple[int, int]:
    """Within which distance mining is banned, and within which it needs approval."""
    bans = [limits["line"]]
    if feature.text("tunnel").lower() in YES:
        bans.append(limits["tunnel"])
    if feature.text("crossing").lower() in YES and case.concerns(*DREDGED, *QUARRIED):
        bans.append(limits["crossing"])
    ban = max(bans)
    return ban, limits["facility_approval" if feature.text("facility").lower() in YES else "approval"]


def _hit(case: ScreeningCase, near: Near, limit: int, *, banned: bool) -> Said:
    evidence = {"distance": metres(near.distance_m), "limit": (limit, "m")}
    ruling = "禁止采矿" if banned else "须经县级管道保护主管部门批准"
    return hit(case, evidence, [near.feature], None if banned else Severity.WARNING, values={"ruling": ruling})
