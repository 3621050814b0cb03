"""Zones and blocks of the upper plan in this area that are not reproduced."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.upper import upper_features
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ1001",
    title="上级规划的分区或区块未落实",
    title_en="A zone or block of the upper plan is missing",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("layers", "upper"),
    message="上级规划的{subject}在本成果包中没有。",
    message_en="{subject} of the upper plan is not in this package.",
    remedy="将其原样落实到本级图层。",
    remedy_en="Reproduce it unchanged.",
)
def upper_feature_missing(case: PackageCase) -> Iterator[Said]:
    """Every zone and block of the upper package that lies in this area is in the layer of its kind, by number or name."""
    for upper in upper_features(case):
        if upper.doubt:
            yield Skipped(upper.doubt, "the upper layers do not say where a feature lies")
        elif upper.own is not None:
            yield Checked()
        else:
            yield Hit(upper.theme.subject(upper.feature), places=[case.place(""), upper.theme.place(upper.feature)])
