"""Cutting, joining and fitting shapes in degrees on CGCS2000, so that what lies side by side has the same corners."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

from kuanggui.app.difference.geometry import area_m2
from kuanggui.errors import InputError
from kuanggui.spatial.topology.fitting import Fitted, fit_to_neighbours

POLYGONS = {"Polygon", "MultiPolygon"}
MOST_CORNERS = 20_000
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """Shapes joined into one: the corners that had to move, how far at most in metres, and by how much the area is not the sum in m²."""

    shape: BaseGeometry
    moved: int
    farthest_m: float
    difference_m2: float


def read_shape(geojson: Json, *kinds: str) -> BaseGeometry:
    """A geometry out of GeoJSON, polygons unless other `kinds` are asked for; raises InputError for a broken or invalid one."""
    try:
        shape = shapely.from_geojson(json.dumps(geojson))
    except shapely.errors.GEOSException as error:
        raise InputError(f"图形读不出：{str(error).splitlines()[0][:120]}；请重新绘制") from error
    if shape.geom_type not in (kinds or POLYGONS):
        raise InputError("图形应为面；请重新绘制" if not kinds else "应为一条线；请重新绘制")
    refuse_unfit(shape)
    return shapely.force_2d(shape)


def refuse_unfit(shape: BaseGeometry) -> None:
    """Raise InputError for a shape that is empty or invalid, has too many corners, or lies outside of all degrees."""
    if shape.is_empty:
        raise InputError("几何为空；请重新绘制")
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        raise InputError(f"图形超过 {MOST_CORNERS} 个拐点；请先抽稀")
    west, south, east, north = shapely.bounds(shape).tolist()
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError("坐标应为经纬度（度）：经度 -180 至 180，纬度 -90 至 90；平面坐标请用粘贴拐点转换")
    if not shapely.is_valid(shape):
        raise InputError(f"几何无效：{shapely.is_valid_reason(shape)}；请改正")


def as_geojson(shape: BaseGeometry) -> Json:
    """A geometry as GeoJSON with all its digits."""
    read: Json = json.loads(shapely.to_geojson(shape))
    return read


def split_shape(shape: BaseGeometry, line: BaseGeometry) -> list[BaseGeometry]:
    """The parts into which a line cuts a polygon, the largest first: they share the corners of the cut and make up the whole.

    Raises InputError when the line does not cut it through.
    """
    noded = shapely.union_all([shapely.boundary(shape), line])
    faces = [face for face in polygonize(shapely.get_parts(noded)) if shape.contains(face.representative_point())]
    whole = len(shapely.get_parts(shape))
    if len(faces) <= whole:
        raise InputError("切割线没有把图形切开；请让线的两端都越过边界")
    return sorted(faces, key=area_m2, reverse=True)


def join_shapes(shapes: list[BaseGeometry], tolerance_m: float) -> Joined:
    """One shape out of several; edges that miss each other by no more than the tolerance are brought together first.

    Raises InputError when the shapes do not touch.
    """
    before = sum(map(area_m2, shapes))
    whole, rest = shapes[0], list(shapes[1:])
    moved, farthest = 0, 0.0
    while rest:
        near = min(rest, key=whole.distance)
        rest.remove(near)
        fitted = fitted_shape(near, [whole], tolerance_m)
        moved, farthest = moved + fitted.moved, max(farthest, fitted.farthest_m)
        whole = shapely.union_all([_with_corners_of(whole, fitted.shape), fitted.shape])
        if whole.geom_type != "Polygon":
            raise InputError("这些图形不相邻，合不成一个；请先移动到一起，或分别调整")
    return Joined(whole, moved, farthest, area_m2(whole) - before)


def fitted_shape(shape: BaseGeometry, neighbours: list[BaseGeometry], tolerance_m: float) -> Fitted:
    """A shape fitted onto its neighbours; raises InputError when the tolerance would break it."""
    fitted = fit_to_neighbours(shape, neighbours, tolerance_m)
    if fitted.shape.is_empty or not shapely.is_valid(fitted.shape):
        raise InputError(f"按 {tolerance_m} 米吸附会使图形自相交；请减小容差")
    return fitted


def _with_corners_of(shape: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The same shape with the corners of another one in its edges, so that both have the same common edge."""
    return fit_to_neighbours(shape, [other], 1e-6).shape
