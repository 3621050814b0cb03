"""Features of the plan above that fall to a plan below, beside the one that carries them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.model.feature import Feature
from kuanggui.regulation.division_catalogue import is_within


@dataclass(frozen=True, slots=True)
class Carried:
    """A feature above and the one below that carries it out; None: there is none."""

    upper: DivisionPlan
    lower: DivisionPlan
    above: Feature
    below: Feature | None


def carried(case: LevelsCase) -> Iterator[Carried]:
    """Every planned feature that lies in the area of a plan below and nowhere else, pair by pair."""
    for upper, lower in case.pairs():
        cited = {each.implements: each for each in lower.features if each.implements}
        named = {(each.kind, each.name): each for each in lower.features}
        for each in upper.features:
            if falls_to(each, lower.region):
                yield Carried(upper, lower, each, cited.get(each.id) or named.get((each.kind, each.name)))


def falls_to(feature: Feature, home: str) -> bool:
    """Whether a feature is planned, not merely shown, and lies in a division wholly."""
    codes = feature.adcodes
    return bool(codes) and not feature.kind.is_right and all(is_within(each, home) for each in codes)


def origin(case: LevelsCase, plan: DivisionPlan, feature: Feature) -> tuple[str, str]:
    """The division and id of the feature that one carries out in the end, by way of every plan between; its own where it cites none."""
    for upper in case.above(plan):
        cited = upper.by_id.get(feature.implements or "")
        if cited is not None:
            return origin(case, upper, cited)
    return plan.region, feature.id


def is_same(case: LevelsCase, one: tuple[DivisionPlan, Feature], other: tuple[DivisionPlan, Feature]) -> bool:
    """Whether two features are one: of one kind and name, or carrying out the same."""
    first, second = one[1], other[1]
    return (first.kind, first.name) == (second.kind, second.name) or origin(case, *one) == origin(case, *other)
