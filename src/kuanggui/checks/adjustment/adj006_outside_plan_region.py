"""A feature outside the region of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.division_catalogue import is_within


@rule(
    code="ADJ006",
    title="调整的对象不在规划范围内",
    title_en="An adjusted feature lies outside the region of the plan",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    message="{subject}在 {adcode}，不属规划范围 {region}。",
    message_en="{subject} lies in {adcode}, outside of {region}.",
    remedy="改正行政区划代码，或在所在地的规划中调整。",
    remedy_en="Mend the division code, or adjust the plan of that division.",
)
def outside_plan_region(case: AdjustmentCase) -> Iterator[Said]:
    """Every division that an adjusted feature names lies in the division of the plan."""
    for change, place in case.changes():
        for feature in change.after:
            if case.region is None or not feature.adcodes:
                yield Skipped("没有行政区划代码", "no division code is given")
                continue
            outside = [each for each in feature.adcodes if not is_within(each, case.region)]
            if outside:
                values = {"adcode": "、".join(outside), "region": case.region}
                yield Hit(feature.name, places=[place], values=values)
            else:
                yield Checked()
