"""Kinds of mining or exploration that the plan restricts."""

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
    code="SCR213",
    title="属规划限制的勘查开采方向",
    title_en="A direction the plan restricts",
    severity=Severity.WARNING,
    family=Family.PLANNING,
    needs=("is:ground", "plan"),
    asks=("site.settings",),
    parameters=("cn.planning.conformity",),
    message="{subject}：规划规定“{quote}”。",
    message_en="{subject}: the plan says “{quote}”.",
    remedy="附符合规划限制条件的论证。",
    remedy_en="Argue that the conditions of the plan are met.",
)
def direction_restricted(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """What a sentence of the plan restricts for the mineral, the purpose and the setting is set on conditions only."""
    yield from say_directions(case, law, forbidden=False)
