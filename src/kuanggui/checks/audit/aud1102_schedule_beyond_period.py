"""A schedule that runs beyond the planning period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.horizon import planning_period, years_said
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.number import NumberKind, NumberToken

SCHEDULE = re.compile(r"进度|安排|工作周期|完成|实施|启动|起止|年限|投放|时序|建成")
OUTLOOK = re.compile(r"评估|终期|验收|展望|远景|愿景|长远|国土空间规划|远期")


@rule(
    code="AUD1102",
    title="进度超出规划期",
    title_en="Schedule beyond the planning period",
    severity=Severity.WARNING,
    family=Family.TIME,
    needs=("numbers",),
    message="“{subject}”到{year}年，而规划期到{last}年为止。",
    message_en="“{subject}” runs to {year}, but the planning period ends in {last}.",
    remedy="核对年份；跨规划期的工作请写明。",
    remedy_en="Check the year; say so if the work is meant to run beyond the period.",
)
def schedule_beyond_period(case: AuditCase) -> Iterator[Said]:
    """Years of schedules lie within the planning period; the outlook year and passages about it may lie beyond."""
    period = planning_period(case)
    outlooks = {said.years[0] for said in years_said(case) if said.role == "outlook"}
    for token in case.reading.numbers:
        year = _last_year(token)
        around = _around(case, token)
        if year is None or not SCHEDULE.search(around) or OUTLOOK.search(around):
            continue
        if period is None:
            yield Skipped("文中没有写明规划期", "the document does not state its planning period", [token])
        elif year <= period[1] or year in outlooks:
            yield Checked([token])
        else:
            yield Hit(token.text, [token], evidence={"year": year, "last": period[1]})


def _last_year(token: NumberToken) -> int | None:
    if token.kind not in {NumberKind.YEAR, NumberKind.PERIOD, NumberKind.DATE}:
        return None
    years = [int(found) for found in re.findall(r"(?:19|20)\d{2}", token.text)]
    return max(years) if years else None


def _around(case: AuditCase, token: NumberToken) -> str:
    """The sentence a year stands in, or the whole cell with its column and table."""
    clause = case.clauses.get(token.clause or "")
    if clause is not None:
        text = clause.text.text
        start = max(text.rfind(mark, 0, token.start) for mark in "。；")
        ends = [found for mark in "。；" if (found := text.find(mark, token.end)) >= 0]
        return " ".join((*case.headings(clause.section), text[start + 1 : min(ends, default=len(text))]))
    box = case.boxes.get(token.box or "")
    return f"{token.place.column or ''} {box.title if box else ''}"
