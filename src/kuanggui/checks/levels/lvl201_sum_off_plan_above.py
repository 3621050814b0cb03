"""Figures of the plans below add up to another figure than that of the plan above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuanggui.checks.levels.bounds import Standing, stand
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.checks.levels.items import Item, is_ratio
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.quantity import Interval

Parts = Sequence[tuple[DivisionPlan, Item]]


@rule(
    code="LVL201",
    title="下级之和与上级指标不符",
    title_en="Figures below do not add up to the one above",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{upper}规划为{stated}，下级合计 {total}（{parts}）。",
    message_en="{subject}: {stated} in the plan of {upper}, {total} below ({parts}).",
    remedy="调整下级指标，使合计不突破上级规划。",
    remedy_en="Adjust the figures below so that their sum keeps to the plan above.",
)
def sum_off_plan_above(case: LevelsCase) -> Iterator[Said]:
    """Caps, numbers of mines and other figures that add up: the plans directly below keep to the plan above. Rates are not added.

    A sum over a cap counts even while plans are missing; otherwise every division has to have a plan with the figure.
    """
    for upper in case.plans:
        below = case.below(upper)
        divisions = {each.code: each.name for each in case.divisions(upper.region)}
        for key, item in upper.items.items():
            parts = [(each, each.items[key]) for each in below if key in each.items and item.is_like(each.items[key])]
            if parts and not is_ratio(item):
                have = {each.region for each, _ in parts}
                yield _weigh(upper, item, parts, [name for code, name in divisions.items() if code not in have])


def _weigh(upper: DivisionPlan, item: Item, parts: Parts, absent: Sequence[str]) -> Said:
    figures = [part.figure for _, part in parts]
    relation = item.figure.quantity.relation
    standing = stand(_sum([part.value for _, part in parts]), relation, item.value)
    if absent and not (relation.bounded_above and standing is Standing.BEYOND):
        names = "、".join(absent)
        return Skipped(f"{upper.name}“{item.name}”：{names}没有这一数据", f"no such figure for {names}", [item.figure])
    if standing is Standing.KEPT:
        return Checked([item.figure, *figures])
    unit = item.figure.quantity.unit
    total = sum((part.amount for _, part in parts), Decimal(0)) / item.factor
    values = {
        "upper": upper.name,
        "stated": item.figure.quantity.text,
        "total": f"{total.normalize():f}",
        "parts": "、".join(f"{each.name} {part.figure.quantity.text}" for each, part in parts),
    }
    return Hit(
        item.name,
        figures,
        evidence={"expected": item.figure.quantity, "sum": (total, unit.name if unit else "")},
        places=[*(figure.place for figure in figures), item.figure.place],
        values=values,
        severity=None if relation.bounded_above or relation.bounded_below else Severity.WARNING,
    )


def _sum(values: Sequence[Interval]) -> Interval:
    lows, highs = [each.low for each in values], [each.high for each in values]
    return Interval(
        sum((n for n in lows if n is not None), Decimal(0)), sum((n for n in highs if n is not None), Decimal(0))
    )
