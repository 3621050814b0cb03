"""Small mines on large deposits."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import deposit_size, mine_size, why_no_size
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import word
from kuanggui.regulation.law import Law

# Rows of the classification that no source confirms.
UNCONFIRMED = "cn.scale.mine_size_unconfirmed"


@rule(
    code="SCR401",
    title="大矿小开",
    title_en="A small mine on a large deposit",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:mining", "is:setting", "field:design.scale"),
    asks=(
        "reserves.value",
        "reserves.unit",
        "reserves.counted",
        "reserves.deposit_size",
        "design.unit",
        "design.method",
    ),
    parameters=("cn.scale.match", "cn.scale.deposit_size", "cn.scale.mine_size"),
    message="{subject}：矿产地为{deposit}，设计规模 {scale} 为{mine}，规模与储量不相适应。",
    message_en="{subject}: a {deposit} deposit, but {scale} make a {mine} mine.",
    remedy="提高设计规模，使之与资源储量规模相适应。",
    remedy_en="Raise the scale to fit the deposit.",
)
def mine_too_small_for_deposit(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The scale class of the mine is one of those that fit the size class of the deposit; classes known from memory but warn."""
    deposit, confirmed, design = deposit_size(case, law), mine_size(case, law), case.application.design
    mine = confirmed or mine_size(case, law, UNCONFIRMED)
    if deposit is None:
        yield open_question(case, *why_no_size(case))
    elif mine is None or design.scale is None:
        yield open_question(
            case,
            "没有该矿种和开采方式的矿山规模分类，或单位不同；请核对 design.method、design.unit",
            "no class of mines",
        )
    elif mine.value in law["cn.scale.match"].value[deposit.value]:
        yield holds(case)
    else:
        values = {"deposit": word("size", deposit.value), "mine": word("size", mine.value)}
        severity = None if confirmed else Severity.WARNING
        yield hit(case, {"scale": (design.scale, design.unit)}, severity=severity, values=values)
