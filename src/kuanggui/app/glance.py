"""Use case: the indicators of a plan at a glance: the goal in force, and where the base year stood."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kuanggui.app.changed_figures import ChangedFigure, changed_figures
from kuanggui.app.difference.plans import content
from kuanggui.app.opening import for_reading
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.target import Indicator
from kuanggui.model.plan.value import Figure
from kuanggui.model.quantity import Relation
from kuanggui.model.target import TargetKey, TargetPart, with_targets

PER_YEAR = "year"


@dataclass(frozen=True, slots=True)
class BaseFigure:
    """The figure of the base year, and where it stands; `share` is it as a share of the goal."""

    text: str
    year: int | None
    share: float | None
    place: Place


@dataclass(frozen=True, slots=True)
class IndicatorGlance:
    """An indicator: its goal in words, whether that is a ceiling or a floor, and the base year's figure.

    Where an adjustment has changed the goal, `printed` is another than `goal`, and the adjustment stands there with its title.
    """

    id: str
    name: str
    group: str
    nature: str
    goal: str
    printed: str
    bound: Relation
    year: int | None
    base: BaseFigure | None
    adjustment: str | None
    adjustment_title: str


def indicators_at_a_glance(database: str, plan_id: str, day: date) -> list[IndicatorGlance]:
    """Every indicator with a figure, as in force on a day, in the order of the plan. Raises StoreError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        printed = work.load_plan(plan_id)
        changed = changed_figures(work, printed, day)
    plan = with_targets(printed, {key: each.value for key, each in changed.items()})
    return [
        _glance(plan, now, then, changed.get(TargetKey(TargetPart.INDICATORS, now.id, "value")))
        for now, then in zip(plan.indicators, printed.indicators, strict=True)
        if now.value is not None
    ]


def _glance(plan: Plan, now: Indicator, then: Indicator, changed: ChangedFigure | None) -> IndicatorGlance:
    assert now.value is not None
    year = now.target_year or plan.planning_period
    return IndicatorGlance(
        id=now.id,
        name=now.name.text,
        group=(now.group or now.category or now.name).text if now.group or now.category else "",
        nature=now.nature.value if now.nature else "",
        goal=content(now.value),
        printed=content(then.value) if then.value else "",
        bound=now.value.quantity.relation,
        year=year.end if year else None,
        base=_base(plan, now, now.value),
        adjustment=changed.adjustment if changed else None,
        adjustment_title=changed.title if changed else "",
    )


def _base(plan: Plan, indicator: Indicator, goal: Figure) -> BaseFigure | None:
    """What the indicator itself gives for the base year, else the output of its mineral in that year."""
    year = plan.base_year.end if plan.base_year else None
    if indicator.base_value is not None:
        return _figure(indicator.base_value, year, goal)
    if indicator.mineral is None or not indicator.mineral.keys or goal.quantity.unit is None:
        return None
    if goal.quantity.unit.per != PER_YEAR:
        return None
    for output in plan.outputs:
        of_year = output.years.start == output.years.end == year
        if of_year and output.mineral.keys == indicator.mineral.keys and _is_output_of(output.quantity, goal):
            return _figure(output.quantity, year, goal)
    return None


def _is_output_of(output: Figure, goal: Figure) -> bool:
    """Whether a year's quantity may stand beside a yearly goal: the same thing counted in the same way."""
    one, other = output.quantity, goal.quantity
    if one.unit is None or other.unit is None or one.unit.dimension != other.unit.dimension:
        return False
    return one.basis is None or other.basis is None or one.basis == other.basis


def _figure(figure: Figure, year: int | None, goal: Figure) -> BaseFigure:
    return BaseFigure(content(figure), year, _share(figure, goal), figure.place)


def _share(figure: Figure, goal: Figure) -> float | None:
    one, other = _amount(figure), _amount(goal)
    return float(one / other) if one is not None and other else None


def _amount(figure: Figure) -> Decimal | None:
    quantity = figure.quantity
    if quantity.is_range or quantity.low is None:
        return None
    return quantity.low * (quantity.unit.factor if quantity.unit else 1)
