"""A mineral written with a character that looks or sounds alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.texts import passages
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD1207",
    title="矿种名称用字错误",
    title_en="A mineral misspelt",
    severity=Severity.WARNING,
    family=Family.NAMES,
    message="“{subject}”应为“{right}”。",
    message_en="“{subject}” should be “{right}”.",
    remedy="改正矿种名称。",
    remedy_en="Mend the name of the mineral.",
)
def mineral_misspelt(case: AuditCase) -> Iterator[Said]:
    """Names of minerals are not written in the ways they are often misspelt."""
    pattern = _pattern()
    right_names = set(words("misspelt_minerals").values())
    for passage in passages(case):
        if any(name in passage.text.text for name in right_names):
            yield Checked()
        for match in pattern.finditer(passage.text.text):
            right = words("misspelt_minerals")[match.group()]
            yield Hit(match.group(), values={"right": right}, places=[passage.place(case, *match.span())])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words("misspelt_minerals"), key=len, reverse=True))))
