"""Rights around a case."""

from __future__ import annotations

from collections.abc import Iterable

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Feature, Near, Overlap


def is_own(case: ScreeningCase, feature: Feature) -> bool:
    """Whether a right is the one that the case continues or grows out of."""
    number = case.application.held.number
    return bool(number) and feature.text("number") == number


def is_same_holder(case: ScreeningCase, feature: Feature) -> bool:
    """Whether a right belongs to the applicant."""
    name = case.application.applicant.name
    return bool(name) and feature.text("holder") == name


def others(case: ScreeningCase, kind: str) -> list[Overlap]:
    """Features of a layer under the case, but for its own right."""
    return [overlap for overlap in case.hits(kind).overlaps if not is_own(case, overlap.feature)]


def around(case: ScreeningCase, kind: str, within_m: float) -> list[Near]:
    """Features of a layer that do not overlap but lie within a distance, but for its own right."""
    near = case.hits(kind).near
    return [item for item in near if item.distance_m <= within_m and not is_own(case, item.feature)]


def features_of(found: Iterable[Overlap | Near]) -> list[Feature]:
    """The features of overlaps or near things."""
    return [item.feature for item in found]
