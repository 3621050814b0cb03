"""A change as figures: what was, what comes, what differs, how far it moved and how much larger it became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from kuanggui.app.difference.features import LABELS, describe_change, said
from kuanggui.app.difference.geometry import area_m2, distance_m
from kuanggui.model.feature import ChangeKind, Feature, FeatureKind, GeometryMark, Shape


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    """A feature in short; `version` is that of the database, None for one to come, `area_m2` on the ellipsoid."""

    id: str
    name: str
    kind: FeatureKind
    version: int | None
    minerals: str
    geometry: GeometryMark
    area_m2: float | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, both values in words; a field of the attributes stands under its own name."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change: features before and after, fields that differ, metres between the centres, growth in m², and all of it in Chinese.

    Distance and growth are None where there is no geometry on either side.
    """

    kind: ChangeKind
    before: tuple[FeatureFacts, ...]
    after: tuple[FeatureFacts, ...]
    fields: tuple[FieldChange, ...]
    moved_m: float | None
    growth_m2: float | None
    lines: tuple[str, ...]


def change_facts(kind: ChangeKind, before: tuple[tuple[Feature, int], ...], after: tuple[Feature, ...]) -> ChangeFacts:
    """The figures of a change; `before` are the features with their versions."""
    old = tuple(feature for feature, _ in before)
    one, other = _united(old), _united(after)
    return ChangeFacts(
        kind=kind,
        before=tuple(_facts(feature, version) for feature, version in before),
        after=tuple(_facts(feature, None) for feature in after),
        fields=tuple(_fields(old[0], after[0])) if len(old) == len(after) == 1 else (),
        moved_m=distance_m(one, other) if one and other else None,
        growth_m2=area_m2(other) - area_m2(one) if one and other else None,
        lines=tuple(describe_change(old, after)),
    )


def _facts(feature: Feature, version: int | None) -> FeatureFacts:
    return FeatureFacts(
        feature.id,
        feature.name,
        feature.kind,
        version,
        said(feature.minerals, "minerals"),
        feature.shape.mark,
        _area(feature.shape),
    )


def _area(shape: Shape) -> float | None:
    return None if shape.wkb is None else area_m2(shapely.from_wkb(shape.wkb))


def _united(features: tuple[Feature, ...]) -> BaseGeometry | None:
    """All shapes as one collection; None when there are none."""
    shapes = [feature.shape.wkb for feature in features if feature.shape.wkb]
    return shapely.union_all(shapely.from_wkb(shapes)) if shapes else None


def _fields(old: Feature, new: Feature) -> Iterator[FieldChange]:
    for name in LABELS:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield FieldChange(name, said(one, name), said(other, name))
    if old.shape.mark is not new.shape.mark:
        yield FieldChange("geometry", old.shape.mark.value, new.shape.mark.value)
    before, after = dict(old.attributes), dict(new.attributes)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name, ""), after.get(name, ""))
