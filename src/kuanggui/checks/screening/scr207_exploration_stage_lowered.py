"""Exploration below the stage of the planning block."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.blocks import blocks_under, no_layer
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import value_names, word
from kuanggui.model.screening.terms import Degree
from kuanggui.regulation.law import Law


@rule(
    code="SCR207",
    title="勘查阶段低于规划区块",
    title_en="Exploration stage below that of the planning block",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:exploration", "is:right", "is:setting", "field:degree"),
    parameters=("cn.planning.block_and_right",),
    message="{subject}：勘查阶段为{stated}，规划区块{features}为{planned}。",
    message_en="{subject}: the stage is {stated}, that of the block {features} is {planned}.",
    remedy="勘查阶段不得低于规划区块。",
    remedy_en="Explore at least at the stage of the block.",
)
def exploration_stage_lowered(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The stage of exploration is not below that of the planning block."""
    found = blocks_under(case)
    own = case.application.degree
    if found is None:
        yield no_layer(case)
        return
    if not found or own is None or not law["cn.planning.block_and_right"].value["one_right"]:
        return
    planned = _degree(found[0].feature.text("degree"))
    if planned is None:
        yield open_question(case, f"规划区块{found[0].feature.name}没有勘查阶段", "the block has no stage")
    elif own.rank < planned.rank:
        values = {"stated": word("degree", own.value), "planned": word("degree", planned.value)}
        yield hit(case, {}, [found[0].feature], values=values)
    else:
        yield holds(case)


def _degree(text: str) -> Degree | None:
    return next((Degree(key) for key, names in value_names("degree").items() if text in (key, *names)), None)
