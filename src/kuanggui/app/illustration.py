"""Use case: draw what a plan only describes, in the right counties and of the stated area, and mark it as illustrative."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import shapely
from shapely import affinity

from kuanggui.app.actor import sign
from kuanggui.app.opening import for_writing
from kuanggui.app.plan_features import first_day
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureQuery, FeatureVersion, GeometryMark, Shape
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.divisions.outlines import outline_of
from kuanggui.spatial.polygons import from_wkb

TRIES = 200
CORNERS = 9
ROUGHNESS = 0.25  # how far a corner may lie from the circle, as a share of its radius
KM_PER_DEGREE = 111.2
BASIS = "示意图形，不是规划成果：行政区和面积依规划文本，形状为虚构"


@dataclass(frozen=True, slots=True)
class Illustrated:
    """How many features of a plan were drawn, and the names of those that could not be."""

    drawn: int
    left_out: tuple[str, ...]


def illustrate(database: str, plan_id: str) -> Illustrated:
    """Give every feature of a plan that has no geometry an invented one inside its counties. Raises StoreError.

    Drawn on the first day of the plan's period. A feature without area or known county, or too large for its counties, stays as it is.
    """
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            bare = [v for v in work.features.find(FeatureQuery(plan_id)) if v.feature.shape.mark is GeometryMark.NONE]
            day = first_day(work.load_plan(plan_id), date.today())
        drawn = [(version, shape) for version in bare if (shape := invent_shape(version.feature)) is not None]
        if drawn:
            with store.writing(sign("illustrate", plan_id, BASIS)) as work:
                work.features.apply(plan_id, list(_changes(drawn)), day, "illustration")
    done = {version.feature.id for version, _ in drawn}
    return Illustrated(len(drawn), tuple(v.feature.name for v in bare if v.feature.id not in done))


def _changes(drawn: list[tuple[FeatureVersion, Shape]]) -> Iterator[Change]:
    for version, shape in drawn:
        feature = version.feature
        yield Change(ChangeKind.CHANGE, ((feature.id, version.version),), (replace(feature, shape=shape),))


def invent_shape(feature: Feature) -> Shape | None:
    """A polygon of the stated area within the counties of a feature, the same each time; None where there can be none."""
    outlines = [outline for code in feature.adcodes if (outline := outline_of(code)) is not None]
    if feature.stated_area_km2 is None or feature.stated_area_km2 <= 0 or not outlines:
        return None
    home = shapely.union_all([outline.shape for outline in outlines])
    random = Random(hashlib.sha256(feature.id.encode()).digest())  # noqa: S311 - shapes, not secrets
    shapely.prepare(home)
    for _ in range(TRIES):
        polygon = _of_area(_rough_circle(random, home, float(feature.stated_area_km2)), float(feature.stated_area_km2))
        if home.contains(polygon):
            return Shape(GeometryMark.ILLUSTRATIVE, shapely.to_wkb(polygon, byte_order=1))
    return None


def _rough_circle(random: Random, home: shapely.Geometry, area_km2: float) -> shapely.Polygon:
    west, south, east, north = shapely.bounds(home).tolist()
    lon, lat = random.uniform(west, east), random.uniform(south, north)
    radius = math.sqrt(area_km2 / math.pi) / KM_PER_DEGREE
    turn = random.random()
    corners = []
    for corner in range(CORNERS):
        angle = 2 * math.pi * (corner + turn) / CORNERS
        reach = radius * random.uniform(1 - ROUGHNESS, 1 + ROUGHNESS)
        corners.append((lon + reach * math.cos(angle) / math.cos(math.radians(lat)), lat + reach * math.sin(angle)))
    return shapely.Polygon(corners)


def _of_area(polygon: shapely.Polygon, area_km2: float) -> shapely.Polygon:
    """The polygon swollen or shrunk to an area; the area grows with the square, so that a second step is exact enough."""
    for _ in range(2):
        now = float(measure_ellipsoidal_areas(from_wkb([shapely.to_wkb(polygon)], GEOGRAPHIC))[0]) / 1e6
        factor = math.sqrt(area_km2 / now)
        polygon = affinity.scale(polygon, factor, factor, origin="centroid")
    return polygon
