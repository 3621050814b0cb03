"""Caps of the plan on the yearly total of a mineral."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.licensed import licensed_rights
from kuanggui.checks.screening.minerals import mineral_name
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import TONS
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.plan.target import Cap
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of


@rule(
    code="SCR406",
    title="超出规划的开采总量",
    title_en="Above the plan's cap",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:ground", "plan", "layer:mining_right", "field:design.scale"),
    asks=("design.unit", "held.number"),
    parameters=("cn.planning.conformity",),
    message="{subject}：{mineral}已设 {licensed}，加本案 {scale} 为 {total}，超过规划总量 {limit}。",
    message_en="{subject}: {licensed} of {mineral} are licensed, with {scale} more {total}, above the cap of {limit}.",
    remedy="压减规模，或等待其他采矿权退出。",
    remedy_en="Shrink the mine, or wait for others to close.",
)
def cap_exceeded(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """What is licensed of a mineral and the case together stay within the yearly total that the plan sets for it."""
    caps = [cap for cap in (case.plan.caps if case.plan else ()) if _concerns(case, cap)]
    design = case.application.design
    limits = [(value, cap) for cap in caps if (value := _value(cap)) is not None]
    if not limits or design.scale is None or not law["cn.planning.conformity"].value["inside_block"]:
        return
    limit, cap = min(limits, key=lambda pair: pair[0])
    rights = licensed_rights(case, cap.mineral.keys if cap.mineral else ()) or []
    scales = [right.figure("scale") for right in rights]
    if None in scales or design.unit != "万吨/年":
        nameless = "、".join(r.name for r, s in zip(rights, scales, strict=True) if s is None)
        yield open_question(case, f"采矿权缺少生产规模或单位不同：{nameless}", "licensed scales are missing")
        return
    licensed = sum((scale for scale in scales if scale is not None), Decimal(0))
    evidence = {"licensed": licensed, "scale": design.scale, "total": licensed + design.scale, "limit": limit}
    if evidence["total"] > limit:
        shown = {name: (value, design.unit) for name, value in evidence.items()}
        yield hit(case, shown, values={"mineral": mineral_name(case)}, places=[cap.place])
    else:
        yield holds(case)


def _concerns(case: ScreeningCase, cap: Cap) -> bool:
    keys = cap.mineral.keys if cap.mineral else ()
    return any(is_kind_of(case.application.mineral, key) for key in keys)


def _value(cap: Cap) -> Decimal | None:
    """The cap in ten thousand tons a year."""
    unit = cap.value.quantity.unit
    factor = TONS.get(unit.name.split("/")[0]) if unit else None
    return None if factor is None else cap.value.quantity.high * factor / TONS["万吨"]
