"""An administrative division that is no more at the base year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.horizon import base_day
from kuanggui.checks.audit.texts import passages
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import division, find_places

FORMER = re.compile(r"(?:原|旧|前|时称|撤销|改为|撤县|更名)[^，。；]{0,4}$")


@rule(
    code="AUD1201",
    title="使用已撤销的行政区名称",
    title_en="A division that is no more",
    severity=Severity.ERROR,
    family=Family.NAMES,
    message="{subject}在规划基期已不存在，{since}撤销，现为{now}。",
    message_en="{subject} no longer exists at the base year; it ended on {since} and is now {now}.",
    remedy="改用现行行政区名称，或写明“原{subject}”。",
    remedy_en="Use the present name, or say “the former {subject}”.",
)
def division_abolished(case: AuditCase) -> Iterator[Said]:
    """Districts and counties named as such exist on the last day of the base year, unless the words say that they are former ones."""
    day = base_day(case)
    if day is None:
        yield Skipped("文中没有写明规划基期", "the document does not state its base year")
        return
    for passage in passages(case):
        text = passage.text.text
        for match in find_places(text, case.reading.region):
            ended = match.division.valid_to
            if match.embedded or FORMER.search(text[: match.start]):
                continue
            if ended is None:
                yield Checked()
                continue
            if match.division.exists_on(day):
                yield Checked()
            else:
                now = "、".join(division(code).name for code in match.division.successors) or "其他行政区"
                place = passage.place(case, match.start, match.end)
                yield Hit(
                    text[match.start : match.end], values={"since": ended.isoformat(), "now": now}, places=[place]
                )
