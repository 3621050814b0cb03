"""Years in names that are not the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ207",
    title="文件名的年度不一致",
    title_en="The years in the names differ",
    severity=Severity.WARNING,
    family=Family.NAMING,
    message="{subject}的年度为 {found}，其余图层为 {expected}。",
    message_en="{subject} bears the year {found}, the others {expected}.",
    remedy="统一各图层文件名中的年度。",
    remedy_en="Use one year in all names.",
)
def years_differ(case: PackageCase) -> Iterator[Said]:
    """All layers of a package bear the same year; of two that are as frequent the earlier counts as right."""
    years = [(theme, parts.year) for theme in case.themes if (parts := case.name_parts(theme)) and parts.year]
    if not years:
        return
    counted = Counter(year for _, year in years)
    usual = min(counted, key=lambda year: (-counted[year], year))
    for theme, year in years:
        if year == usual:
            yield Checked()
        else:
            yield Hit(theme.data.name, places=[theme.place()], evidence={"found": year, "expected": usual})
