"""One ore body under two mining rights."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.neighbours import around, features_of, others
from kuanggui.checks.screening.saying import hit, holds, names, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "mining_right"
WITHIN_M = 500.0


@rule(
    code="SCR308",
    title="同一矿体设置两个以上采矿权",
    title_en="One ore body under two mining rights",
    severity=Severity.ERROR,
    family=Family.NEIGHBOURS,
    needs=("is:mining", "is:new", f"layer:{LAYER}", "field:reserves.deposit"),
    asks=("held.number",),
    parameters=("cn.rights.one_body_one_right",),
    message="{subject}：矿产地“{deposit}”已由采矿权（{features}）开采。",
    message_en="{subject}: the deposit {deposit} is mined already under {features}.",
    remedy="由既有采矿权整合开采，或说明不能集中开采的理由。",
    remedy_en="Join it to the existing right, or show that it cannot be mined as one.",
)
def deposit_split(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A deposit that can be worked as one does not carry two mining rights."""
    deposit = case.application.reserves.deposit
    rights = [*features_of(others(case, LAYER)), *features_of(around(case, LAYER, WITHIN_M))]
    same = [feature for feature in rights if feature.text("deposit") == deposit]
    if same and law["cn.rights.one_body_one_right"].value["forbidden"]:
        yield hit(case, {}, same, values={"deposit": deposit})
    elif nameless := [feature for feature in rights if not feature.text("deposit")]:
        reason = f"采矿权（{names(nameless)}）没有矿产地；请补图层字段“矿产地”"
        yield open_question(case, reason, "the layer does not say which deposit the rights beside it work")
    else:
        yield holds(case)
