"""Mines below the least scale of nation, province or plan: the strictest binds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import TONS, deposit_size, row_for
from kuanggui.findings.evidence import Weighed
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.model.plan.target import MinimumScale
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of

_Limit = tuple[Decimal, str, Place | None]


@rule(
    code="SCR402",
    title="低于最低开采规模",
    title_en="Below the least scale",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:setting", "field:design.scale"),
    asks=(
        "region",
        "reserves.value",
        "reserves.unit",
        "reserves.counted",
        "reserves.deposit_size",
        "design.unit",
        "design.method",
    ),
    parameters=("cn.scale.minimum", "cn.scale.minimum_regions", "cn.scale.deposit_size"),
    message="{subject}：设计规模 {scale}，低于{source}的最低规模 {limit}（{count} 项规定中最严的一项）。",
    message_en="{subject}: {scale} is below the least scale {limit} of {source} (the strictest of {count}).",
    remedy="把设计规模提高到最低规模以上。",
    remedy_en="Raise the scale.",
)
def below_least_scale(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The scale is not below the strictest of the national, provincial, municipal and the plan's own least scale."""
    design = case.application.design
    limits = [*_national(case, law), *_regional(case, law), *_of_plan(case, law)]
    if limits and (design.scale is None or design.unit != "万吨/年"):
        yield open_question(case, "设计规模不以万吨/年计，不能与最低规模比较", "the scale is in another unit")
        return
    strictest = max(limits, key=lambda limit: limit[0], default=None)
    if strictest and design.scale is not None and design.scale < strictest[0]:
        evidence: dict[str, Weighed] = {
            "scale": (design.scale, design.unit),
            "limit": (strictest[0], design.unit),
            "count": len(limits),
        }
        places = [strictest[2]] if strictest[2] else []
        yield hit(case, evidence, values={"source": strictest[1]}, places=places)
    elif not case.application.region and _strictest_region(case, law) > (design.scale or Decimal(0)):
        yield open_question(case, "未提供“行政区”，该矿种有省、市的最低规模；请补充 region", "the region is not given")
    elif case.plan is None:
        yield open_question(case, "没有规划，不知其最低规模；请先用 kuanggui import 导入", "no plan")
    elif strictest:
        yield holds(case)


def _national(case: ScreeningCase, law: Law) -> Iterator[_Limit]:
    row = row_for(case, law["cn.scale.minimum"].value)
    if row:
        yield Decimal(row["minimum"]), "国家", None


def _regional(case: ScreeningCase, law: Law) -> Iterator[_Limit]:
    region, action = case.application.region or "", case.application.action.value
    rows = [row for row in law["cn.scale.minimum_regions"].value if region.startswith(row["region"])]
    row = row_for(case, [row for row in rows if row.get("action", action) == action])
    if row:
        yield Decimal(row["minimum"]), row["text"], None


def _strictest_region(case: ScreeningCase, law: Law) -> Decimal:
    """The largest least scale of the mineral in any region, 0 where none has one."""
    action = case.application.action.value
    rows = [row for row in law["cn.scale.minimum_regions"].value if row.get("action", action) == action]
    own = [row for row in rows if is_kind_of(case.application.mineral, row["mineral"])]
    return max((Decimal(row["minimum"]) for row in own), default=Decimal(0))


def _of_plan(case: ScreeningCase, law: Law) -> Iterator[_Limit]:
    size = deposit_size(case, law)
    for scale in case.plan.minimum_scales if case.plan else ():
        own = any(is_kind_of(case.application.mineral, key) for key in scale.mineral.keys)
        if own and (size is None or scale.deposit_size.value == size.value):
            value = _ten_thousand_tons(scale)
            if value is not None:
                yield value, "规划", scale.place


def _ten_thousand_tons(scale: MinimumScale) -> Decimal | None:
    unit = scale.value.quantity.unit
    factor = TONS.get(unit.name.split("/")[0]) if unit else None
    return None if factor is None else scale.value.quantity.low * factor / TONS["万吨"]
