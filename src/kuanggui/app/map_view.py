"""Use case: what a map of a plan shows, as GeoJSON in degrees on CGCS2000; measuring; reading corners."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

from kuanggui.app.corners import RangeOptions, describe_range, read_range
from kuanggui.app.feature_records import feature_record, geojson_feature
from kuanggui.app.features import finding
from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureQuery, FeatureVersion
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.divisions.outlines import Outline, outlines_within
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.formats.points import Point, read_points
from kuanggui.spatial.polygons import from_wkb

SIMPLE_ENOUGH = 0.01  # degrees: provinces are a backdrop
DIGITS = 1e-6
POINT = "point"  # beside the forms of ranges

Json = dict[str, Any]


def divisions_geojson(adcode: str) -> Json:
    """The divisions right below one with name, code and owner; provinces are simplified together, so that no gaps open."""
    outlines = outlines_within(adcode)
    shapes = np.array([outline.shape for outline in outlines], dtype=object)
    if adcode == "000000":
        shapes = shapely.coverage_simplify(shapes, SIMPLE_ENOUGH)
    return _collection([_division(outline, shape) for outline, shape in zip(outlines, shapes, strict=True)])


def _division(outline: Outline, shape: shapely.Geometry) -> Json:
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(shape, DIGITS, mode="pointwise")))
    properties = {"name": outline.name, "adcode": outline.adcode, "owner": outline.owner, "exists": outline.exists}
    return {"type": "Feature", "id": outline.adcode, "geometry": geometry, "properties": properties}


def features_geojson(database: str, query: FeatureQuery, *, shapes: bool = True) -> Json:
    """The features a query asks for; those that were never drawn have no geometry, without shapes none has. Raises StoreError."""
    with finding(database, query) as versions:
        return _collection([_named(geojson_feature(version) if shapes else _listed(version)) for version in versions])


def _listed(version: FeatureVersion) -> Json:
    return {"type": "Feature", "id": version.feature.id, "geometry": None, "properties": feature_record(version)}


def _named(feature: Json) -> Json:
    """The feature with the names of its minerals, which it carries as ids."""
    names = [mineral(code).name for code in feature["properties"]["minerals"]]
    return feature | {"properties": feature["properties"] | {"mineral_names": names}}


def _collection(features: list[Json]) -> Json:
    return {"type": "FeatureCollection", "features": features}


@dataclass(frozen=True, slots=True)
class Measured:
    """Length along geodesics in metres; of a ring also the official area (TD/T 1055-2019) in m²."""

    length_m: float
    area_m2: float | None


def measure(points: list[tuple[float, float]], *, closed: bool) -> Measured:
    """Measure a line, or a ring without its last corner repeated, in degrees on CGCS2000. Raises InputError."""
    if len(points) < (3 if closed else 2):
        raise InputError("点太少：量长度至少 2 点，量面积至少 3 点")
    corners = [*points, points[0]] if closed else points
    lons, lats = zip(*corners, strict=True)
    geod = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
    length = float(geod.line_length(lons, lats))
    if not closed:
        return Measured(length, None)
    polygon = shapely.Polygon(corners)
    if not polygon.is_valid:
        raise InputError(f"图形自相交：{shapely.is_valid_reason(polygon)}；请重新绘制")
    areas = measure_ellipsoidal_areas(from_wkb([shapely.to_wkb(polygon)], GEOGRAPHIC))
    return Measured(length, float(areas[0]))


@dataclass(frozen=True, slots=True)
class ReadCorner:
    """A corner under its label, in degrees on CGCS2000."""

    label: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class ReadRange:
    """One range of a coordinate text: corners ring by ring, official area in km² and m², perimeter."""

    name: str
    corners: list[list[ReadCorner]]
    area_km2: str
    area_m2: float
    perimeter_m: float


@dataclass(frozen=True, slots=True)
class ReadCorners:
    """How a coordinate text was read: the format and its key, the reference system it was taken for, the ranges, and every doubt.

    Coordinates that are too few for a range are places, in every reading that is possible.
    """

    form: str
    format: str
    crs: str
    ranges: list[ReadRange]
    points: list[Point]
    doubts: list[str]
    doubts_en: list[str]


def read_corners(text: str) -> ReadCorners:
    """Read pasted corners in any notation, or a place or two.

    Raises InputError when they cannot be read, or when the corners of a range can be read in two ways and nothing decides.
    """
    if (found := read_points(text)) is not None:
        unsure = any(point.reading for point in found.points)
        doubts = ["两种写法都可能，图上都已标出"] if unsure else []
        doubts_en = ["Both notations are possible; both are on the map"] if unsure else []
        return ReadCorners("坐标点", POINT, found.crs, [], list(found.points), doubts, doubts_en)
    report = describe_range(read_range(text, RangeOptions()))
    ranges = [
        ReadRange(
            one.parcel.name,
            [[ReadCorner(corner.label, corner.lon, corner.lat) for corner in ring] for ring in one.corners],
            str(one.area_km2),
            one.area_m2,
            one.perimeter_m,
        )
        for one in report.ranges
    ]
    doubts = [f"{doubt.where}：{doubt.text}{'／'.join(doubt.readings)}" for doubt in report.doubts]
    return ReadCorners(
        report.form,
        report.format,
        report.crs,
        ranges,
        [],
        doubts,
        [f"{doubt.where_en}: {doubt.text_en or doubt.text}" for doubt in report.doubts],
    )
