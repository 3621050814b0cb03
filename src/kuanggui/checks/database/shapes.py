"""Polygons of layers on one plane, so that they can be laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.checks.database.theme import Theme
from kuanggui.errors import InputError
from kuanggui.model.package import Feature
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, accept_crs, find_gauss_kruger
from kuanggui.spatial.polygons import from_shapely

_POLYGONS = ("Polygon", "MultiPolygon")
_DEGREE_M = 111_000.0


@dataclass(eq=False)
class Shapes:
    """The valid polygons of a layer: their features, in degrees and on the plane; `left_out` features have none."""

    features: list[Feature]
    degrees: NDArray[Any]
    plane: NDArray[Any]
    left_out: int

    @cached_property
    def tree(self) -> shapely.STRtree:
        """An index over the polygons on the plane."""
        return shapely.STRtree(self.plane)

    @cached_property
    def ground_m2(self) -> Floats:
        """Ellipsoidal area of every polygon."""
        return measure_ellipsoidal_areas(from_shapely(self.degrees, GEOGRAPHIC))

    def touching(self) -> Iterator[tuple[int, int]]:
        """Positions of two polygons that have a point in common, each pair once, in order."""
        return _pairs(self.tree.query(self.plane, predicate="intersects"))

    def within(self, distance_m: float) -> Iterator[tuple[int, int]]:
        """Positions of two polygons not further apart than a distance, each pair once, in order."""
        return _pairs(self.tree.query(self.plane, predicate="dwithin", distance=distance_m))

    def over(self, others: Shapes) -> Iterator[tuple[int, int]]:
        """Positions of a polygon of `others` and one of these that have a point in common, in order."""
        found = (
            self.tree.query(others.plane, predicate="intersects")
            if len(others.plane)
            else np.empty((2, 0), dtype=np.int64)
        )
        order = np.lexsort((found[1], found[0]))
        yield from zip(found[0][order].tolist(), found[1][order].tolist(), strict=True)


def _pairs(found: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    kept = found[:, found[0] < found[1]]
    order = np.lexsort((kept[1], kept[0]))
    yield from zip(kept[0][order].tolist(), kept[1][order].tolist(), strict=True)


def read_geometry(feature: Feature) -> Any:
    """The geometry of a feature without heights; None when there is none or its bytes make no sense."""
    if feature.wkb is None:
        return None
    geometry: Any = shapely.from_wkb(feature.wkb, on_invalid="ignore")
    return None if geometry is None else shapely.force_2d(geometry)


def accepted(theme: Theme) -> Crs | None:
    """The reference system of a layer, if one may work in it."""
    try:
        return accept_crs(theme.data.crs)
    except InputError:
        return None


def find_plane(themes: Sequence[Theme]) -> Crs | None:
    """The 3-degree zone in which the first usable polygon lies."""
    for theme in themes:
        crs = accepted(theme)
        if crs is None or theme.data.geometry != "polygon":
            continue
        for feature in theme.features():
            geometry = read_geometry(feature)
            if geometry is not None and not geometry.is_empty:
                lon = float(to_degrees(np.array([geometry]), crs)[0].centroid.x)
                if 73.5 <= lon < 136.5:
                    return find_gauss_kruger(3 * int((lon + 1.5) // 3), 3, prefixed=False)
    return None


def to_degrees(geometries: NDArray[Any], crs: Crs) -> NDArray[Any]:
    """Geometries of a system in longitudes and latitudes."""
    return _transform(geometries, crs.to_degrees)


def _transform(geometries: NDArray[Any], function: Any) -> NDArray[Any]:
    def move(points: Floats) -> Floats:
        return np.column_stack(function(points[:, 0].copy(), points[:, 1].copy()))

    moved: NDArray[Any] = shapely.transform(geometries, move)
    return moved


def draw(theme: Theme, plane: Crs | None) -> Shapes:
    """The polygons of a layer that are valid and lie somewhere on the plane."""
    crs = accepted(theme)
    if crs is None or plane is None:
        return Shapes([], np.empty(0, dtype=object), np.empty(0, dtype=object), theme.data.features)
    usable = [(feature, geometry) for feature in theme.features() if (geometry := _usable(feature)) is not None]
    if not usable:
        return Shapes([], np.empty(0, dtype=object), np.empty(0, dtype=object), theme.data.features)
    degrees = to_degrees(_array([geometry for _, geometry in usable]), crs)
    flat = _transform(degrees, plane.from_degrees)
    sound = np.flatnonzero(shapely.is_valid(degrees) & np.isfinite(shapely.bounds(flat)).all(axis=1))
    features = [usable[k][0] for k in sound]
    return Shapes(features, degrees[sound], flat[sound], theme.data.features - len(features))


def _usable(feature: Feature) -> Any:
    geometry = read_geometry(feature)
    if geometry is None or geometry.is_empty or geometry.geom_type not in _POLYGONS:
        return None
    return geometry if np.isfinite(shapely.get_coordinates(geometry)).all() and shapely.is_valid(geometry) else None


def _array(geometries: list[Any]) -> NDArray[Any]:
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def measure_ground(geometry: Any) -> float:
    """Ellipsoidal area in m² of the polygons of a geometry in degrees."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in _POLYGONS]
    parts = [piece for part in parts for piece in shapely.get_parts(part)]
    return float(measure_ellipsoidal_areas(from_shapely(parts, GEOGRAPHIC)).sum()) if parts else 0.0


def widest_m(geometry: Any) -> float:
    """Mean width of a polygon on the plane: twice its area through its perimeter."""
    length = float(shapely.length(geometry))
    return 2 * float(shapely.area(geometry)) / length if length else 0.0


def find_repeated(geometry: Any, crs: Crs, nearest_m: float) -> list[tuple[float, float]]:
    """Points of a border that lie nearer to the point before than a distance, in the geometry's own coordinates."""
    points, lines = shapely.get_coordinates(shapely.get_parts(_borders(geometry)), return_index=True)
    step = np.diff(points, axis=0)
    if crs.is_geographic:
        step = step * _DEGREE_M * np.column_stack([np.cos(np.radians(points[:-1, 1])), np.ones(len(step))])
    near = (np.hypot(step[:, 0], step[:, 1]) < nearest_m) & (lines[1:] == lines[:-1])
    return [(float(x), float(y)) for x, y in points[1:][near]]


def _borders(geometry: Any) -> Any:
    if geometry.geom_type in _POLYGONS:
        return [ring for part in shapely.get_parts(geometry) for ring in shapely.get_rings(part)]
    return geometry
