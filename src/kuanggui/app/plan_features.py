"""The zones of a plan's text as features of the database, without geometry, so that they can be adjusted and asked for like all others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kuanggui.model.feature import Feature, FeatureKind, SourceRow
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.plan.zone import Zone

SQUARE_KILOMETRE = 10**6


def plan_features(plan: Plan) -> list[Feature]:
    """A feature for every zone of a known kind."""
    return [_feature(zone) for zone in plan.zones if zone.kind is not None]


def first_day(plan: Plan, otherwise: date) -> date:
    """The day from which a plan is in force: the first of its planning period, where that is stated."""
    return date(plan.planning_period.start, 1, 1) if plan.planning_period else otherwise


def _feature(zone: Zone) -> Feature:
    assert zone.kind is not None
    return Feature(
        id=zone.id,
        kind=FeatureKind(zone.kind.value),
        name=zone.name.text,
        number=zone.number.text if zone.number else None,
        level=zone.origin,
        adcodes=_keys(tuple(word.keys for word in zone.regions)),
        minerals=_keys(tuple(word.keys for word in zone.minerals)),
        stated_area_km2=_square_kilometres(zone.area) if zone.area else None,
        source=SourceRow(zone.place.document, zone.place.sha256, zone.place.line),
    )


def _keys(words: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in words for key in keys))


def _square_kilometres(area: Figure) -> Decimal | None:
    """The area, where the plan gives one figure for it."""
    quantity = area.quantity
    if quantity.unit is None or quantity.unit.dimension != "area" or quantity.is_range:
        return None
    return quantity.low * quantity.unit.factor / SQUARE_KILOMETRE
