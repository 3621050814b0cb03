"""Routes of the drawing table: area and neighbours of a shape, cutting, joining and fitting, exact on the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from kuanggui.app.difference.geometry import area_m2
from kuanggui.app.drawing.beside import Drawn, Judged, judge_drawn, neighbours_of
from kuanggui.app.drawing.shapes import as_geojson, fitted_shape, join_shapes, read_shape, split_shape
from kuanggui.model.feature import FeatureKind
from kuanggui.web.adjustments.routes import AtDesk
from kuanggui.web.plans.routes import OwnEntry
from kuanggui.web.problems import answers

router = APIRouter(prefix="/plans/{plan}/drawing", tags=["drawing"], responses=answers(404, 413))
Geometry = dict[str, Any]
Ids = Annotated[list[str], Field(default_factory=list, max_length=2000)]
Tolerance = Annotated[float, Field(gt=0, le=100, description="Metres.")]


class DrawnShape(BaseModel):
    """A shape on the table: GeoJSON in degrees on CGCS2000."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    kind: FeatureKind
    geometry: Geometry


class JudgeOrder(BaseModel):
    """Shapes to look at; the features `without` give way to them."""

    shapes: Annotated[list[DrawnShape], Field(max_length=200)]
    without: Ids


class SplitOrder(BaseModel):
    """A polygon and the line that cuts it."""

    geometry: Geometry
    line: Geometry


class JoinOrder(BaseModel):
    """Polygons to become one; edges closer than the tolerance are brought together."""

    geometries: Annotated[list[Geometry], Field(min_length=2, max_length=50)]
    tolerance_m: Tolerance = 1.0


class FitOrder(BaseModel):
    """A polygon to be fitted onto what is in force beside it, but for the features `without`."""

    geometry: Geometry
    without: Ids
    also: Annotated[list[Geometry], Field(default_factory=list, max_length=200)]
    tolerance_m: Tolerance = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A shape with its official area in m²."""

    geometry: Geometry
    area_m2: float


@dataclass(frozen=True, slots=True)
class Changed(Part):
    """A shape that was fitted: corners that moved, how far at most in metres, and by how much the area is another one in m².

    `added` are the neighbours' corners that came into its edges.
    """

    moved: int
    added: int
    farthest_m: float
    difference_m2: float


@router.post("/judge")
def judge(entry: OwnEntry, order: JudgeOrder, desk: AtDesk) -> list[Judged]:
    """Official area of each shape, overlaps with neighbours, and slivers between."""
    drawn = [Drawn(each.id, each.kind, read_shape(each.geometry)) for each in order.shapes]
    return judge_drawn(desk, entry.id, drawn, order.without)


@router.post("/split")
def split(entry: OwnEntry, order: SplitOrder) -> list[Part]:
    """The parts of a polygon on both sides of a line, the largest first; they share the corners of the cut."""
    parts = split_shape(read_shape(order.geometry), read_shape(order.line, "LineString"))
    return [Part(as_geojson(part), area_m2(part)) for part in parts]


@router.post("/join")
def join(entry: OwnEntry, order: JoinOrder) -> Changed:
    """One polygon out of several that lie side by side."""
    joined = join_shapes([read_shape(each) for each in order.geometries], order.tolerance_m)
    size = area_m2(joined.shape)
    return Changed(as_geojson(joined.shape), size, joined.moved, 0, joined.farthest_m, joined.difference_m2)


@router.post("/fit")
def fit(entry: OwnEntry, order: FitOrder, desk: AtDesk) -> Changed:
    """A polygon with its corners drawn onto those and the edges of its neighbours, and their corners in its edges."""
    shape = read_shape(order.geometry)
    neighbours = [*neighbours_of(desk, entry.id, shape, order.without), *map(read_shape, order.also)]
    fitted = fitted_shape(shape, neighbours, order.tolerance_m)
    size = area_m2(fitted.shape)
    return Changed(as_geojson(fitted.shape), size, fitted.moved, fitted.added, fitted.farthest_m, size - area_m2(shape))
