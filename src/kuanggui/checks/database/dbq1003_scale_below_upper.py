"""Minimum scales below those of the upper plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.upper import upper_features
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ1003",
    title="最低开采规模低于上级规划",
    title_en="A minimum scale is below that of the upper plan",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("layers", "upper"),
    message="{subject}的开采规模为 {found}，上级规划为 {limit}。",
    message_en="{subject}: the scale is {found}, the upper plan has {limit}.",
    remedy="提高到不低于上级规划。",
    remedy_en="Raise it to that of the upper plan at least.",
)
def scale_below_upper(case: PackageCase) -> Iterator[Said]:
    """The scale of a reproduced zone or block is not below that of the upper plan, when both are in the same unit."""
    for upper in upper_features(case):
        if upper.own is None:
            continue
        theme, feature = upper.own
        ours, theirs = theme.value(feature, "scale"), upper.theme.value(upper.feature, "scale")
        same_unit = theme.text(feature, "scale_unit") == upper.theme.text(upper.feature, "scale_unit")
        if not isinstance(ours, int | Decimal) or not isinstance(theirs, int | Decimal) or not same_unit:
            continue
        if ours >= theirs:
            yield Checked()
            continue
        unit = theme.text(feature, "scale_unit")
        figures = {"found": (Decimal(ours), unit), "limit": (Decimal(theirs), unit)}
        places = [theme.place(feature, theme.code("scale")), upper.theme.place(upper.feature)]
        yield Hit(theme.subject(feature), places=places, evidence=figures)
