"""What is in force around a shape that is being drawn, and what the shape has in common with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.authority import Action, admit
from kuanggui.app.difference.geometry import area_m2
from kuanggui.app.drawing.shapes import POLYGONS, Json, as_geojson
from kuanggui.app.opening import for_reading
from kuanggui.app.plans import region_of
from kuanggui.model.feature import Feature, FeatureKind, FeatureQuery, Window
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.topology.fault import Limits

REACH_DEGREES = 0.001  # about 100 m
GAP_WIDTH_M = Limits().sliver_width_m * 10
METRES_PER_DEGREE = 111_320
HINDERING = {FeatureKind.PROHIBITED_MINING_AREA, FeatureKind.EXPLORATION_RIGHT, FeatureKind.MINING_RIGHT}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on the drawing table: the id and kind of its feature."""

    id: str
    kind: FeatureKind
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - what the page calls it
    """Ground in common with another feature (`overlap`), or a sliver between them (`gap`); `grave` keeps the check from passing."""

    kind: str
    other: str
    name: str
    other_kind: FeatureKind
    area_m2: float
    grave: bool
    geometry: Json


@dataclass(frozen=True, slots=True)
class Judged:
    """A drawn shape: official area in m² (TD/T 1055-2019), and what is wrong with it."""

    id: str
    kind: FeatureKind
    area_m2: float
    warnings: tuple[Warning, ...]


def judge_drawn(desk: Desk, plan: str, drawn: list[Drawn], without: Iterable[str]) -> list[Judged]:
    """Area and neighbours of shapes, on the plan as it lasts but for the features `without`. Raises StoreError, ForbiddenError."""
    gone = {*without, *(each.id for each in drawn)}
    table = [Feature(each.id, each.kind, each.id) for each in drawn]
    around = [_beside(desk, plan, each.shape, gone) for each in drawn]
    answers = []
    for number, each in enumerate(drawn):
        others = [*around[number], *((f, d.shape) for f, d in zip(table, drawn, strict=True) if d is not each)]
        answers.append(Judged(each.id, each.kind, area_m2(each.shape), tuple(_warnings(each, others))))
    return answers


def neighbours_of(desk: Desk, plan: str, shape: BaseGeometry, without: Iterable[str]) -> list[BaseGeometry]:
    """The polygons of blocks and zones right beside a shape. Raises StoreError, ForbiddenError."""
    return [other for _, other in _beside(desk, plan, shape, {*without})]


def _beside(desk: Desk, plan: str, shape: BaseGeometry, gone: set[str]) -> list[tuple[Feature, BaseGeometry]]:
    west, south, east, north = shapely.bounds(shape).tolist()
    box = Window(west - REACH_DEGREES, south - REACH_DEGREES, east + REACH_DEGREES, north + REACH_DEGREES)
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        admit(work, desk.by, Action.READ, region_of(work, plan))
        query = FeatureQuery(plan, as_of=date.today(), window=box)
        found = [each.feature for each in work.features.find(query) if each.feature.id not in gone]
    shapes = [(feature, read_polygon(feature.shape.wkb)) for feature in found if feature.shape.wkb]
    return [(feature, other) for feature, other in shapes if other is not None]


def read_polygon(wkb: bytes) -> BaseGeometry | None:
    """The polygons of a shape; None for points and lines."""
    shape: BaseGeometry = shapely.from_wkb(wkb)
    return shape if shape.geom_type in POLYGONS else None


def _warnings(drawn: Drawn, others: list[tuple[Feature, Any]]) -> Iterator[Warning]:
    for feature, other in others:
        same = feature.kind is drawn.kind
        if not same and feature.kind not in HINDERING:
            continue
        grave = same and drawn.kind.is_block
        common = _polygons(shapely.intersection(drawn.shape, other))
        area = area_m2(common)
        if area > CUTTING_ERROR_M2:
            yield Warning("overlap", feature.id, feature.name, feature.kind, area, grave, as_geojson(common))
        elif same:
            yield from _gaps(drawn, feature, other)


def _gaps(drawn: Drawn, feature: Feature, other: BaseGeometry) -> Iterator[Warning]:
    """A narrow strip between two shapes that look as if they touched."""
    width = GAP_WIDTH_M / METRES_PER_DEGREE
    if drawn.shape.distance(other) > width:
        return
    both = shapely.union_all([drawn.shape, other])
    strip = _polygons(
        shapely.difference(both.buffer(width, join_style="mitre").buffer(-width, join_style="mitre"), both)
    )
    parts = [
        part
        for part in shapely.get_parts(strip)
        if area_m2(part) > CUTTING_ERROR_M2 and _lies_between(part, drawn.shape, other)
    ]
    if parts:
        between = MultiPolygon(parts)
        yield Warning("gap", feature.id, feature.name, feature.kind, area_m2(between), False, as_geojson(between))


def _lies_between(part: BaseGeometry, one: BaseGeometry, other: BaseGeometry) -> bool:
    near = 0.01 / METRES_PER_DEGREE
    return bool(part.distance(one) <= near and part.distance(other) <= near)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
