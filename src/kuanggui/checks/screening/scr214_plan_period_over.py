"""Days on which the plan's period is over or has not begun."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="SCR214",
    title="审查日不在规划期内",
    title_en="The day is outside the planning period",
    severity=Severity.INFO,
    family=Family.PLANNING,
    needs=("plan",),
    message="{subject}：审查日 {day} 不在规划期 {years} 内。",
    message_en="{subject}: {day} is outside the planning period {years}.",
    remedy="核对新一轮规划是否已批准；未批准的，说明继续执行的依据。",
    remedy_en="Check whether the next plan is approved, or why this one still applies.",
)
def plan_period_over(case: ScreeningCase) -> Iterator[Said]:
    """The day of screening lies in the planning period of the plan it is screened against."""
    period = case.plan.planning_period if case.plan else None
    if period is None:
        yield open_question(case, "规划文本没有规划期", "the plan gives no period")
    elif period.start <= case.as_of.year <= period.end:
        yield holds(case)
    else:
        years = f"{period.start}–{period.end}"
        yield hit(case, {}, values={"day": case.as_of.isoformat(), "years": years}, places=[period.place])
