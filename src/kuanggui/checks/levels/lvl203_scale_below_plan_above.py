"""A minimum scale is lower than that of the plan above."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.plan.target import MinimumScale
from kuanggui.model.quantity import Quantity

SIZES = {"large": "大型", "medium": "中型", "small": "小型"}


@rule(
    code="LVL203",
    title="最低开采规模低于上级规划",
    title_en="A minimum scale below that of the plan above",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{lower}规划为{stated}，低于{upper}规划的{required}。",
    message_en="{subject}: {stated} in the plan of {lower}, below {required} in that of {upper}.",
    remedy="不得低于上级规划，改为上级规划的规模或更高。",
    remedy_en="Take the scale of the plan above or a higher one.",
)
def scale_below_plan_above(case: LevelsCase) -> Iterator[Said]:
    """The minimum scale for a mineral and size of deposit is not below that of the nearest plan above that sets one."""
    for lower in case.plans:
        above = case.above(lower)
        for key, own in _scales(lower).items():
            upper = next((each for each in above if key in _scales(each)), None)
            if upper is not None:
                yield from _weigh(lower, upper, own, _scales(upper)[key])


def _scales(plan: DivisionPlan) -> dict[tuple[object, ...], MinimumScale]:
    """By mineral, printed words (地下开采 …) and size."""
    return {(each.mineral.keys, each.mineral.text, each.deposit_size): each for each in plan.plan.minimum_scales}


def _weigh(lower: DivisionPlan, upper: DivisionPlan, own: MinimumScale, other: MinimumScale) -> Iterator[Said]:
    mine, required = own.value.quantity, other.value.quantity
    if not _comparable(mine, required):
        return
    if _amount(mine) >= _amount(required):
        yield Checked([own.value, other.value])
        return
    yield Hit(
        f"{own.mineral.text}（{SIZES[own.deposit_size.value]}）",
        [own.value],
        evidence={"stated": mine, "limit": required},
        places=[own.value.place, other.value.place],
        values={
            "lower": lower.name,
            "upper": upper.name,
            "stated": _printed(mine),
            "required": _printed(required),
        },
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.dimension == other.unit.dimension


def _amount(quantity: Quantity) -> Decimal:
    """The lower end in the base unit: what a plan sets is meant to the last digit."""
    return quantity.low * (quantity.unit.factor if quantity.unit else Decimal(1))


def _printed(quantity: Quantity) -> str:
    unit = quantity.unit.name if quantity.unit else ""
    return quantity.text if quantity.text.endswith(unit) else f"{quantity.text}{unit}"
