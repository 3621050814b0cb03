"""Upper limits below lower ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ507",
    title="标高上限低于下限",
    title_en="The upper elevation is below the lower one",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的标高上限 {found} 低于下限 {limit}。",
    message_en="{subject}: the upper elevation {found} is below the lower one {limit}.",
    remedy="核对是否填反。",
    remedy_en="See whether the two are swapped.",
)
def elevations_reversed(case: PackageCase) -> Iterator[Said]:
    """Where a layer has both limits of elevation, the upper one is not below the lower one."""
    for theme in case.known:
        high, low = theme.code("highest_m"), theme.code("lowest_m")
        if high is None or low is None:
            continue
        for feature in theme.features():
            upper, lower = feature.values.get(high), feature.values.get(low)
            if not isinstance(upper, int | Decimal) or not isinstance(lower, int | Decimal):
                continue
            if upper >= lower:
                yield Checked()
            else:
                figures = {"found": (Decimal(upper), "m"), "limit": (Decimal(lower), "m")}
                places = [theme.place(feature, high), theme.place(feature, low)]
                yield Hit(theme.subject(feature), places=places, evidence=figures)
