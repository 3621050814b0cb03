"""A rate that the plan above asks of everybody is easier below."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.bounds import Standing, exactly, stand
from kuanggui.checks.levels.case import LevelsCase
from kuanggui.checks.levels.items import is_ratio
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="LVL204",
    title="指标要求低于上级规划",
    title_en="A goal easier than that of the plan above",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{lower}规划为{stated}，宽于{upper}规划的{required}。",
    message_en="{subject}: {stated} in the plan of {lower}, easier than {required} in that of {upper}.",
    remedy="按不低于上级规划的要求确定指标。",
    remedy_en="Set the goal at least as high as the plan above.",
)
def goal_easier_than_above(case: LevelsCase) -> Iterator[Said]:
    """A rate with a bound (≥90 %) in the nearest plan above that sets it is met by the plan below, to the last digit."""
    for lower in case.plans:
        above = case.above(lower)
        for key, item in lower.items.items():
            upper = next((each for each in above if key in each.items), None)
            if upper is None or not is_ratio(item):
                continue
            asked = upper.items[key]
            relation = asked.figure.quantity.relation
            if not (relation.bounded_above or relation.bounded_below):
                continue
            if stand(exactly(item.amount), relation, exactly(asked.amount)) is Standing.KEPT:
                yield Checked([item.figure, asked.figure])
                continue
            stated, required = (f"{each.figure.quantity.text}" for each in (item, asked))
            yield Hit(
                item.name,
                [item.figure],
                evidence={"stated": item.figure.quantity, "limit": asked.figure.quantity},
                places=[item.figure.place, asked.figure.place],
                values={"lower": lower.name, "upper": upper.name, "stated": stated, "required": required},
            )
