"""Exploration rights of too many basic blocks."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR409",
    title="探矿权超过基本区块数上限",
    title_en="An exploration right of too many basic blocks",
    severity=Severity.ERROR,
    family=Family.SCALE,
    needs=("is:exploration", "is:right", "is:ground"),
    parameters=("cn.exploration.block_cap",),
    message="{subject}：约 {found} 个基本区块，上限 {limit} 个。",
    message_en="{subject}: about {found} basic blocks, at most {limit} are allowed.",
    remedy="缩小范围或分设。",
    remedy_en="Shrink or split the range.",
)
def too_many_basic_blocks(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """An exploration right holds no more blocks of 1′ × 1′ than its mineral was allowed until June 2026."""
    value = law["cn.exploration.block_cap"].value
    most = next((c["most"] for c in value["classes"] if case.concerns(*c["minerals"])), value["others"])
    found = case.ground.basic_blocks
    if found > most:
        yield hit(case, {"found": found, "limit": most})
    else:
        yield holds(case)
