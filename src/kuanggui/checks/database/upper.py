"""Features of the upper plan that lie in the area of a package, beside the package's own of the same number or name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.database.theme import Theme
from kuanggui.model.package import Feature
from kuanggui.regulation.division_catalogue import lineage
from kuanggui.regulation.mineral_catalogue import same_mineral

# Kinds that a lower plan takes over unchanged.
_TAKEN_OVER = (
    "energy_resource_base", "national_planning_mining_area", "strategic_reserve_area", "key_mining_area", "key_exploration_area",
    "mining_block", "exploration_block",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class UpperFeature:
    """A feature above, and the own layer and feature that reproduce it (None: there is none); `doubt` says why nothing can be told."""

    theme: Theme
    feature: Feature
    own: tuple[Theme, Feature] | None = None
    doubt: str = ""


def upper_features(case: PackageCase) -> Iterator[UpperFeature]:
    """Every feature of the upper package that lies in the area of the package, kind by kind."""
    for kind in _TAKEN_OVER:
        own = _own(case, kind)
        for theme in case.upper.of_kinds((kind,)) if case.upper else ():
            for feature in theme.features():
                here = _is_here(case, theme, feature)
                if here is None:
                    yield UpperFeature(theme, feature, doubt="上级图层没有行政区代码，本包也没有行政区图层")
                elif here:
                    found = own.get(theme.text(feature, "number")) or own.get(theme.text(feature, "name"))
                    yield UpperFeature(theme, feature, found)


def _own(case: PackageCase, kind: str) -> dict[str, tuple[Theme, Feature]]:
    found: dict[str, tuple[Theme, Feature]] = {}
    for theme in case.of_kinds((kind,)):
        for feature in theme.features():
            for role in ("number", "name"):
                if theme.text(feature, role):
                    found.setdefault(theme.text(feature, role), (theme, feature))
    return found


def _is_here(case: PackageCase, theme: Theme, feature: Feature) -> bool | None:
    code = theme.text(feature, "region_code")
    if code and lineage(code):
        return case.adcode in lineage(code)
    border, shape = _border(case), _shape(case.upper, theme, feature)
    if border is None or shape is None:
        return None
    return measure_ground(shape.intersection(border)) > measure_ground(shape) / 2


@lru_cache(maxsize=2)
def _border(case: PackageCase) -> Any:
    parts = [shape for theme in case.of_kinds(("region",)) for shape in case.shapes(theme).degrees]
    return shapely.union_all(parts) if parts else None


def _shape(case: PackageCase | None, theme: Theme, feature: Feature, *, plane: bool = False) -> Any:
    shapes = case.shapes(theme) if case else None
    if shapes is None:
        return None
    numbers = [other.number for other in shapes.features]
    index = numbers.index(feature.number) if feature.number in numbers else None
    found: Any = None if index is None else (shapes.plane if plane else shapes.degrees)[index]
    return found


def changed_words(upper: UpperFeature) -> list[tuple[str, str]]:
    """What is written otherwise, in Chinese and English."""
    words: list[tuple[str, str]] = []
    if upper.own is None:
        return words
    theme, feature = upper.own
    for role, label in (("number", "编号"), ("name", "名称"), ("mineral_name", "矿种")):
        ours, theirs = theme.text(feature, role), upper.theme.text(upper.feature, role)
        same = ours == theirs or (role == "mineral_name" and same_mineral(ours, theirs))
        if ours and theirs and not same:
            words.append((f"{label}为“{ours}”，上级为“{theirs}”", f"{role} is “{ours}”, above “{theirs}”"))
    return words


def moved_by(case: PackageCase, upper: UpperFeature) -> float | None:
    """How far the two borders are apart at most, in metres; None where one has no usable geometry."""
    if upper.own is None or case.upper is None:
        return None
    ours = _shape(case, *upper.own, plane=True)
    theirs = _shape(case.upper, upper.theme, upper.feature, plane=True)
    if ours is None or theirs is None or case.plane != case.upper.plane:
        return None
    return float(shapely.hausdorff_distance(ours, theirs))
