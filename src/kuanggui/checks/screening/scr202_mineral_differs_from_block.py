"""Rights for another mineral than that of the planning block."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.blocks import blocks_under, no_layer
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.minerals import mineral_name
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of, mineral


@rule(
    code="SCR202",
    title="主矿种与规划区块不一致",
    title_en="The mineral is not that of the planning block",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:right", "is:setting"),
    parameters=("cn.planning.block_and_right", "cn.planning.block_adjustment"),
    message="{subject}：主矿种为{mineral}，规划区块{features}的主矿种为{planned}{ruling}。",
    message_en="{subject}: the main mineral is {mineral}, that of the block {features} is {planned}{ruling}.",
    remedy="不得变更规划区块的主矿种；确需变更的先调整规划区块。",
    remedy_en="Keep the mineral of the block, or have the block adjusted first.",
)
def mineral_differs_from_block(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The main mineral is that of the planning block; with non-metals another kind of the same is but noted."""
    found = blocks_under(case)
    if found is None:
        yield no_layer(case)
        return
    if not found:
        return
    planned = found[0].feature.minerals
    own = case.application.mineral
    if not planned:
        yield open_question(case, f"规划区块{found[0].feature.name}没有矿种", "the block names no mineral")
    elif any(is_kind_of(own, other) or is_kind_of(other, own) for other in planned):
        yield holds(case)
    else:
        free = law["cn.planning.block_adjustment"].value["sub_mineral_free"] and _are_sub_minerals(own, planned[0])
        values = {
            "mineral": mineral_name(case),
            "planned": "、".join(mineral(code).name for code in planned),
            "ruling": "（仅亚矿种变化，不需调整区块）" if free else "",
        }
        yield hit(case, {}, [found[0].feature], Severity.INFO if free else None, values=values)


def _are_sub_minerals(one: str, other: str) -> bool:
    """Whether two non-metals are kinds of one and the same."""
    first, second = mineral(one), mineral(other)
    return first.class_ == "nonmetal" and bool(set(first.broader) & set(second.broader))
