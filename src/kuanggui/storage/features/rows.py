"""A version of a feature as a row, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kuanggui.model.feature import Feature, FeatureKind, FeatureStatus, FeatureVersion, GeometryMark, Shape, SourceRow
from kuanggui.model.plan.outline import Level
from kuanggui.storage.features.box import Derived

SOURCE = tuple(field.name for field in fields(SourceRow))
DERIVED = tuple(field.name for field in fields(Derived))
COPIED = ("kind", "name", "number", "status", "level", "stated_area_km2", "implements")


def to_row(feature: Feature, derived: Derived) -> dict[str, Any]:
    """The columns of a feature and of what follows from its shape; plain strings for enumerations, so that digests are plain too."""
    copied = {name: getattr(feature, name) for name in COPIED}
    for name in ("kind", "status", "level"):
        copied[name] = None if copied[name] is None else copied[name].value
    source = feature.source
    return copied | {
        "feature": feature.id,
        "adcodes": join(feature.adcodes),
        "minerals": join(feature.minerals),
        "geometry_mark": feature.shape.mark.value,
        "wkb": feature.shape.wkb,
        "attributes": [list(pair) for pair in feature.attributes],
        "source": None if source is None else {name: getattr(source, name) for name in SOURCE},
        **{name: getattr(derived, name) for name in DERIVED},
    }


def from_row(row: Mapping[str, Any]) -> FeatureVersion:
    """The version that a row holds."""
    return FeatureVersion(
        feature=feature_of(row),
        plan=row["plan_id"],
        version=row["version"],
        valid_from=row["valid_from"],
        recorded_from=row["recorded_from"],
        valid_to=row["valid_to"],
        recorded_to=row["recorded_to"],
        adjustment=row["adjustment"],
        predecessors=tuple(row["predecessors"]),
        area_m2=row["area_m2"],
    )


def feature_of(row: Mapping[str, Any]) -> Feature:
    """The feature of a row, without its times."""
    return Feature(
        id=row["feature"],
        kind=FeatureKind(row["kind"]),
        name=row["name"],
        number=row["number"],
        status=FeatureStatus(row["status"]),
        level=None if row["level"] is None else Level(row["level"]),
        adcodes=split(row["adcodes"]),
        minerals=split(row["minerals"]),
        stated_area_km2=row["stated_area_km2"],
        shape=Shape(GeometryMark(row["geometry_mark"]), row["wkb"]),
        implements=row["implements"],
        attributes=tuple((name, value) for name, value in row["attributes"]),
        source=None if row["source"] is None else SourceRow(**row["source"]),
    )


def join(words: tuple[str, ...]) -> str:
    """Words as one text in which `;word;` finds each; empty for none."""
    return f";{';'.join(words)};" if words else ""


def split(text: str) -> tuple[str, ...]:
    """The words that `join` put together."""
    return tuple(text.strip(";").split(";")) if text else ()
