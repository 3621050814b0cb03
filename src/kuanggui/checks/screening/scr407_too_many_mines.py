"""Limits of the plan on the number of mines."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.licensed import licensed_rights
from kuanggui.checks.screening.minerals import mineral_name
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.evidence import Weighed
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.plan.target import MineLimit, Nature
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of


@rule(
    code="SCR407",
    title="超出规划的矿山数量",
    title_en="More mines than the plan allows",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:new", "plan", "layer:mining_right"),
    asks=("held.number",),
    parameters=("cn.planning.conformity",),
    message="{subject}：{mineral}已设采矿权 {found} 个，再设即超过规划的 {limit} 个。",
    message_en="{subject}: there are {found} mines of {mineral}; one more exceeds the plan's {limit}.",
    remedy="先整合或退出既有矿山。",
    remedy_en="Join or close mines first.",
)
def too_many_mines(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A new mine does not bring the number of mines of its mineral above that of the plan; where that is but expected, it warns."""
    limit = next((one for one in (case.plan.mine_limits if case.plan else ()) if _concerns(case, one)), None)
    if limit is None or limit.mines is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    rights = licensed_rights(case, limit.mineral.keys if limit.mineral else ()) or []
    allowed = limit.mines.quantity.high
    if len(rights) + 1 > allowed:
        evidence: dict[str, Weighed] = {"found": len(rights), "limit": allowed}
        severity = None if limit.nature is Nature.BINDING else Severity.WARNING
        values = {"mineral": mineral_name(case)}
        yield hit(case, evidence, severity=severity, values=values, places=[limit.place])
    else:
        yield holds(case)


def _concerns(case: ScreeningCase, limit: MineLimit) -> bool:
    keys = limit.mineral.keys if limit.mineral else ()
    return any(is_kind_of(case.application.mineral, key) for key in keys)
