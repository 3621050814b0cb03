"""Years of release outside the period of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@rule(
    code="DBQ506",
    title="投放时间不在规划期内",
    title_en="A year of release is outside the planning period",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 为“{found}”，规划期是 {expected}。",
    message_en="{subject}: {field} is “{found}”, the period is {expected}.",
    remedy="核对投放时间或规划期。",
    remedy_en="Mend the year or the period.",
)
def year_outside_period(case: PackageCase) -> Iterator[Said]:
    """Years in 投放时序 lie within the feature's 规划期, or the plan's period where the layer has none."""
    plan = case.documents.plan
    stated = (plan.planning_period.start, plan.planning_period.end) if plan and plan.planning_period else None
    for theme in case.known:
        for field in theme.fields("release"):
            for feature in theme.features():
                text = str(feature.values.get(field.code) or "")
                years = [int(year) for year in _YEAR.findall(text)]
                if not years:
                    continue
                own = [int(year) for year in _YEAR.findall(theme.text(feature, "period"))]
                period = (min(own), max(own)) if own else stated
                if period is None:
                    yield Skipped("图层与文本都没有规划期", "neither layer nor text gives the period")
                elif period[0] <= min(years) and max(years) <= period[1]:
                    yield Checked()
                else:
                    figures = {"found": text, "expected": f"{period[0]}-{period[1]}"}
                    place = theme.place(feature, field.code)
                    yield Hit(theme.subject(feature), places=[place], evidence=figures, values={"field": field.code})
