"""Rights that are not in the year's release plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.citation import Citation


@rule(
    code="SCR707",
    title="未列入年度出让计划",
    title_en="Not in the year's release plan",
    severity=Severity.WARNING,
    family=Family.TRANSFER,
    needs=("is:right", "is:new", "field:transfer.in_release_plan"),
    basis=(Citation("矿产资源法（2024年修订）", article="第十八条"),),
    message="{subject}：未列入当年出让计划。",
    message_en="{subject}: not in the release plan of the year.",
    remedy="列入出让计划后再出让。",
    remedy_en="Put it in the release plan first.",
)
def not_in_release_plan(case: ScreeningCase) -> Iterator[Said]:
    """A new right is in the release plan of its year."""
    yield holds(case) if case.application.transfer.in_release_plan else hit(case)
