"""Use case: everything that lies at a point of the map, with all that is known of it and where each number comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.app.atlas.catalogue import names_of
from kuanggui.app.atlas.ground import Ground
from kuanggui.app.feature_records import feature_record
from kuanggui.app.plan_parts import PlanRow, plan_part
from kuanggui.model.feature import FeatureVersion
from kuanggui.model.plan import Plan
from kuanggui.regulation.division_catalogue import division
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.tile.layer import in_degrees

MOST = 20
"""Features of a layer that are told of at one point."""
METRES_PER_DEGREE = 111_320.0
LARGEST_OUTLINE = 20_000
"""Corners of an outline that is sent along to be shown."""


@dataclass(frozen=True, slots=True)
class PlanHit:
    """A feature of the plan: its record, its shape as GeoJSON in degrees, and the row of the plan's text that it was read from."""

    id: str
    kind: str
    name: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]
    record: PlanRow | None


@dataclass(frozen=True, slots=True)
class LayerHit:
    """A feature of a constraint layer: attributes as in the source, official area, and who answers for it."""

    layer: str
    kind: str
    number: int
    name: str
    area_m2: float | None
    as_of: str
    owner: str
    source: str
    attributes: dict[str, Any]
    geometry: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Identified:
    """What lies at a point, the smallest first; `left_out` counts what is too much to list."""

    plan: list[PlanHit]
    layers: list[LayerHit]
    left_out: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in degrees, and how far around it counts, in metres."""

    lon: float
    lat: float
    reach_m: float

    def touches(self, shapes: NDArray[Any]) -> Integers:
        """Positions of the shapes, in degrees, that come within reach."""
        squeeze = float(np.cos(np.radians(self.lat)))
        local = shapely.transform(
            shapes, lambda p: np.column_stack([(p[:, 0] - self.lon) * squeeze, p[:, 1] - self.lat]) * METRES_PER_DEGREE
        )
        return np.flatnonzero(shapely.dwithin(local, shapely.Point(0, 0), self.reach_m))

    @property
    def window(self) -> tuple[float, float, float, float]:
        """The box around it in degrees."""
        up = self.reach_m / METRES_PER_DEGREE
        out = up / max(float(np.cos(np.radians(self.lat))), 0.01)
        return self.lon - out, self.lat - up, self.lon + out, self.lat + up


def identify(spot: Spot, ground: Ground | None, plan: Plan | None, layers: Sequence[Layer]) -> Identified:
    """What lies at a point in the features of a plan and in some layers."""
    of_plan = list(_plan_hits(spot, ground, plan)) if ground else []
    found, left_out = [], max(0, len(of_plan) - MOST)
    for layer in layers:
        near = layer.find_around(*spot.window)
        if len(near):
            touched = near[spot.touches(in_degrees(layer.geometries(near), layer.crs))]
            found += list(_layer_hits(layer, touched[:MOST]))
            left_out += max(0, len(touched) - MOST)
    return Identified(of_plan[:MOST], found, left_out)


def _plan_hits(spot: Spot, ground: Ground, plan: Plan | None) -> Iterator[PlanHit]:
    near = ground.within(spot.window)
    touched = near[spot.touches(ground.shapes[near])] if len(near) else near
    versions = [ground.version(k) for k in touched.tolist()]
    rows = _zone_rows(plan) if plan and versions else {}
    for version in sorted(versions, key=lambda each: (each.area_m2 or 0.0, each.feature.id)):
        yield plan_hit(version, rows)


def plan_hit(version: FeatureVersion, rows: dict[str, PlanRow]) -> PlanHit:
    """All that is known of a version."""
    feature = version.feature
    shape = None if feature.shape.wkb is None else shapely.from_wkb(feature.shape.wkb)
    more = {
        "mineral_names": [mineral(code).name for code in feature.minerals],
        "division_names": [division_name(code) for code in feature.adcodes],
    }
    record = feature_record(version) | more
    return PlanHit(feature.id, feature.kind.value, feature.name, _geojson(shape), record, rows.get(feature.id))


def find_feature(ground: Ground, plan: Plan | None, feature: str) -> PlanHit | None:
    """A feature by its id, drawn or not."""
    found = next((each for each in ground.versions if each.feature.id == feature), None)
    return plan_hit(found, _zone_rows(plan) if plan else {}) if found else None


def _zone_rows(plan: Plan) -> dict[str, PlanRow]:
    """The records of the plan's zones by id, each value with its place in the text."""
    return {row.id: row for row in plan_part(plan, "zones", limit=len(plan.zones)).rows}


def _layer_hits(layer: Layer, numbers: Integers) -> Iterator[LayerHit]:
    if not len(numbers):
        return
    shapes = in_degrees(layer.geometries(numbers), layer.crs)
    names, rows = names_of(layer, numbers.tolist()), layer.attributes(numbers)
    for number, shape, name, row in zip(numbers.tolist(), shapes, names, rows, strict=True):
        area = float(layer.prepared.feature_areas_m2[number]) if layer.geometry == "polygon" else None
        record = layer.record
        yield LayerHit(
            layer.name, layer.kind, number, name, area, layer.as_of, layer.owner, record.source,
            {key: _plain(value) for key, value in row.items()}, _geojson(shape),
        )  # fmt: skip


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _geojson(shape: Any) -> dict[str, Any] | None:
    if shape is None or shapely.get_num_coordinates(shape) > LARGEST_OUTLINE:
        return None
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return geometry


def division_name(code: str) -> str:
    """The name of a division, or its code where the catalogue does not have it."""
    try:
        return division(code, None).name
    except KeyError:
        return code
