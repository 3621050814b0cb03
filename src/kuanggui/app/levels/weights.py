"""By what a target is divided: the share of every division as a weight."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kuanggui.checks.levels.case import DivisionPlan, name_of
from kuanggui.checks.levels.items import Item
from kuanggui.model.plan.value import Figure, Word
from kuanggui.model.shares import Method

Below = dict[str, DivisionPlan | None]
WORDS = {
    Method.GIVEN: "按给定份额",
    Method.BASE_YEAR: "按基期产量",
    Method.RESOURCES: "按保有资源量",
    Method.EVEN: "平均",
}


class NoWeightsError(Exception):
    """A target cannot be divided by a method, and why."""


def weigh(method: Method, item: Item, below: Below, given: dict[str, Decimal]) -> list[Decimal]:
    """The weight of each division, in order; raises NoWeightsError."""
    if method is Method.EVEN:
        return [Decimal(1)] * len(below)
    if method is Method.GIVEN:
        weights = [given.get(code, Decimal(0)) for code in below]
    else:
        weights = [_of_plan(method, item, code, plan) for code, plan in below.items()]
    if not sum(weights):
        raise NoWeightsError(f"各地{item.name}的份额都是 0，无法{WORDS[method]}分解")
    return weights


def _of_plan(method: Method, item: Item, code: str, plan: DivisionPlan | None) -> Decimal:
    """What the plan of a division says of the mineral: nothing said counts as none."""
    if not item.minerals:
        raise NoWeightsError(f"没有矿种，无法{WORDS[method]}分解")
    if plan is None:
        raise NoWeightsError(f"{name_of(code)}的规划不在库中，无法{WORDS[method]}分解")
    found = _outputs(plan) if method is Method.BASE_YEAR else _resources(plan)
    amounts = [figure for mineral, figure in found if set(mineral.keys) & set(item.minerals)]
    dimensions = {figure.quantity.unit.dimension for figure in amounts if figure.quantity.unit}
    if len(dimensions) > 1:
        raise NoWeightsError(f"{name_of(code)}的单位不一，无法{WORDS[method]}分解")
    return sum((_amount(figure) for figure in amounts), Decimal(0))


def _outputs(plan: DivisionPlan) -> Iterable[tuple[Word, Figure]]:
    year = plan.plan.base_year.end if plan.plan.base_year else None
    return [(each.mineral, each.quantity) for each in plan.plan.outputs if each.years.start == each.years.end == year]


def _resources(plan: DivisionPlan) -> Iterable[tuple[Word, Figure]]:
    return [(each.mineral, each.retained) for each in plan.plan.resources if each.retained is not None]


def _amount(figure: Figure) -> Decimal:
    unit = figure.quantity.unit
    return figure.quantity.low * (unit.factor if unit else Decimal(1))
