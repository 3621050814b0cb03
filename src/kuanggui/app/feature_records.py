"""Features as plain data: JSON records and GeoJSON."""

from __future__ import annotations

import json
from typing import Any

from kuanggui.model.feature import FeatureVersion
from kuanggui.model.feature.plain import plain_feature


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
