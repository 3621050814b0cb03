"""Features as plain data: JSON records and GeoJSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from kuanggui.model.feature import Feature, FeatureVersion, GeometryMark, Shape
from kuanggui.model.plain import from_plain, to_plain


def feature_record(version: FeatureVersion) -> dict[str, Any]:
    """A version without its coordinates, for JSON; the area in m² is that on the ellipsoid."""
    record = plain_feature(version.feature)
    del record["shape"]
    return record | {
        "geometry": version.feature.shape.mark.value,
        "area_m2": version.area_m2,
        "plan": version.plan,
        "version": version.version,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "recorded_from": version.recorded_from.isoformat(),
        "recorded_to": version.recorded_to.isoformat() if version.recorded_to else None,
        "adjustment": version.adjustment,
        "predecessors": list(version.predecessors),
    }


def geojson_feature(version: FeatureVersion) -> dict[str, Any]:
    """A version as a GeoJSON feature; longitudes and latitudes are those of CGCS2000."""
    import shapely  # noqa: PLC0415 - other commands start faster without it

    wkb = version.feature.shape.wkb
    geometry = None if wkb is None else json.loads(shapely.to_geojson(shapely.from_wkb(wkb)))
    return {"type": "Feature", "id": version.feature.id, "geometry": geometry, "properties": feature_record(version)}


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
