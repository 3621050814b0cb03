"""Mining rights on deposits explored too little."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import deposit_size, why_no_size
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import word
from kuanggui.model.screening.terms import Degree
from kuanggui.regulation.law import Law


@rule(
    code="SCR501",
    title="勘查程度不足",
    title_en="Explored too little for a mining right",
    severity=Severity.ERROR,
    family=Family.ENTRY,
    needs=("is:mining", "is:setting", "field:degree"),
    asks=("reserves.value", "reserves.unit", "reserves.counted", "reserves.deposit_size", "design.method"),
    parameters=("cn.entry.exploration_degree", "cn.scale.deposit_size"),
    message="{subject}：勘查程度为{stated}，该规模的矿产地应达到{expected}。",
    message_en="{subject}: explored to {stated}, a deposit of this size needs {expected}.",
    remedy="补充勘查并评审备案储量报告。",
    remedy_en="Explore further and file the report.",
)
def explored_too_little(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """The degree of exploration is what the size of the deposit asks for before a mining right; sand, stone and clay are exempt."""
    asked, own = law["cn.entry.exploration_degree"].value, case.application.degree
    if own is None or case.concerns(*asked["exempt"]):
        return
    size = deposit_size(case, law)
    if size is None:
        yield open_question(case, *why_no_size(case))
        return
    wanted = Degree(asked["coal" if case.concerns("coal") else "other"][size.value])
    if own.rank < wanted.rank:
        yield hit(case, {}, values={"stated": word("degree", own.value), "expected": word("degree", wanted.value)})
    else:
        yield holds(case)
