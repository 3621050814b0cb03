"""A figure said to carry out the plan above is not the one of that plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, printed
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.levels import across_levels
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD1401",
    title="与上级规划下达的数据不一致",
    title_en="A figure differs from the plan above",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("facts", "upper"),
    message="{subject}：本规划为{own}，上级规划对本地区为{upper}。",
    message_en="{subject}: this plan has {own}, the plan above {upper} for this area.",
    remedy="按上级规划下达的数据修改，或说明调整依据。",
    remedy_en="Take the figure of the plan above, or give the ground for another one.",
)
def differs_from_upper_plan(case: AuditCase) -> Iterator[Said]:
    """What is said to carry out the plan above (落实省规划), and goals that it sets for this area, are as that plan has them."""
    for pair in across_levels(case):
        figures = [pair.own]
        weight = pair.likeness.weight
        if agree(pair.own.quantity, pair.upper.quantity, goal=weight == 0):
            yield Checked(figures)
        elif weight > 1:
            yield Skipped("与上级规划的口径可能不同", "the plan above may mean something else", figures)
        else:
            yield Hit(
                name_of(pair.own) or name_of(pair.upper),
                figures,
                evidence={"stated": pair.own.quantity, "expected": pair.upper.quantity},
                places=[pair.own.place, pair.upper.place],
                values={"own": printed(pair.own), "upper": printed(pair.upper)},
                severity=Severity.ERROR if weight == 0 else Severity.WARNING,
            )
