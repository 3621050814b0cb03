"""Levels in names that are not those of the code."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.division_catalogue import division

_LEVELS = {"province": "province", "prefecture": "city", "county": "county"}
_NAMES = {"national": "国家级", "province": "省级", "city": "市级", "county": "县级"}


@rule(
    code="DBQ205",
    title="文件名的级别与行政区代码不符",
    title_en="The level in a name is not that of the administrative code",
    severity=Severity.ERROR,
    family=Family.NAMING,
    message="{subject}的级别字母 {letter} 表示{found}，而代码 {adcode} 是{expected}。",
    message_en="{subject}: the letter {letter} stands for {found}, the code {adcode} is {expected}.",
    remedy="改正级别字母或行政区代码。",
    remedy_en="Mend the letter or the code.",
)
def level_differs(case: PackageCase) -> Iterator[Said]:
    """The letter at the head of a layer's name stands for the level of the administrative code in it."""
    for theme in case.themes:
        parts = case.name_parts(theme)
        level = case.edition.levels.get(parts.level) if parts else None
        if parts is None or level is None:
            continue
        try:
            expected = _LEVELS[division(parts.adcode).level]
        except KeyError:
            yield Skipped(f"代码 {parts.adcode} 不在行政区划代码表中", f"no division has the code {parts.adcode}")
            continue
        if level == expected:
            yield Checked()
        else:
            values = {"letter": parts.level, "adcode": parts.adcode}
            figures = {"found": _NAMES[level], "expected": _NAMES[expected]}
            yield Hit(theme.data.name, places=[theme.place()], evidence=figures, values=values)
