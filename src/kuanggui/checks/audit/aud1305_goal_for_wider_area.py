"""A goal set for an area that is not the plan's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import division

_ENDS = re.compile(r"[，,；;。：:！？\n]")


@rule(
    code="AUD1305",
    title="目标或任务写成上级区域的",
    title_en="A goal for an area wider than the plan's",
    severity=Severity.WARNING,
    family=Family.GOALS,
    needs=("clauses",),
    message="本规划的范围是{own}，这里写的是“{subject}”：{words}。",
    message_en="The plan is for {own}, but this speaks of {subject}: {words}.",
    remedy="核对是否照抄上级规划，改为本级区域。",
    remedy_en="See whether this was copied from the plan above, and name the plan's own area.",
)
def goal_for_wider_area(case: AuditCase) -> Iterator[Said]:
    """A phrase of a city's or county's plan does not set out what is to be done in the whole province or city.

    Phrases that measure by the wider area (全省前列, 占全省…) do not count.
    """
    level = division(case.reading.region).level if case.reading.region else ""
    data = words("goal_words")
    if level not in data["wider_area"]:
        return
    for clause in case.reading.clauses:
        text, start = clause.text.text, 0
        for end in [*(m.start() for m in _ENDS.finditer(text)), len(text)]:
            match = _wider(level).match(text, start, end)
            phrase, start = text[start:end], end + 1
            if match is None:
                continue
            if any(word in phrase for word in data["not_a_goal"]):
                yield Checked()
                continue
            place = case.reading.document.place(clause.text, match.start("area"), end)
            values = {"own": data["own_area"][level], "words": phrase.strip()}
            yield Hit(match.group("area"), places=[place], values=values)


@cache
def _wider(level: str) -> re.Pattern[str]:
    """A phrase that begins with the wider area, 在 or 使 in front of it at most."""
    areas = "|".join(words("goal_words")["wider_area"][level])
    return re.compile(rf"\s*(?:在|使|推动|实现)?(?P<area>{areas})(?!为|已|共)")
