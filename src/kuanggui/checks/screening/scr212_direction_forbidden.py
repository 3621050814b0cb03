"""Kinds of mining or exploration that the plan forbids."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.directions import say_directions
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR212",
    title="属规划禁止的勘查开采方向",
    title_en="A direction the plan forbids",
    severity=Severity.ERROR,
    family=Family.PLANNING,
    needs=("is:ground", "plan"),
    asks=("site.settings",),
    parameters=("cn.planning.conformity",),
    message="{subject}：规划规定“{quote}”。",
    message_en="{subject}: the plan says “{quote}”.",
    remedy="不得按此方向设置。",
    remedy_en="This may not be set.",
)
def direction_forbidden(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Nothing is set that a sentence of the plan forbids for the mineral, the purpose and the setting (river bed, arable land …)."""
    yield from say_directions(case, law, forbidden=True)
