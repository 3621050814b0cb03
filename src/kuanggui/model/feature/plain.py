"""Features as plain data for JSON, and back without loss."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kuanggui.model.feature.feature import Feature, GeometryMark, Shape
from kuanggui.model.plain import from_plain, to_plain


def plain_feature(feature: Feature) -> dict[str, Any]:
    """A feature as plain data without loss: the geometry as hexadecimal WKB."""
    wkb = feature.shape.wkb
    shape = {"mark": feature.shape.mark.value, "wkb": None if wkb is None else wkb.hex()}
    record: dict[str, Any] = to_plain(feature)
    return record | {"shape": shape}


def feature_from_plain(record: dict[str, Any]) -> Feature:
    """The feature that `plain_feature` turned into `record`; fields that are missing take their default."""
    rest = {name: value for name, value in record.items() if name != "shape"}
    shape = record.get("shape") or {}
    wkb = shape.get("wkb")
    feature = from_plain(Feature, rest)
    if wkb is None:
        return feature
    return replace(feature, shape=Shape(GeometryMark(shape["mark"]), bytes.fromhex(wkb)))
