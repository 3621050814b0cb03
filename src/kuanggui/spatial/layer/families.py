"""Families of geometries: a layer holds polygons, lines or points, with or without Multi."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.plane import degrees_to_plane

NAMES = {"polygon": "面", "line": "线", "point": "点"}
GEOMETRY_TYPES = {
    "polygon": ["Polygon", "MultiPolygon"],
    "line": ["LineString", "MultiLineString"],
    "point": ["Point", "MultiPoint"],
}
EMPTY = {"polygon": shapely.MultiPolygon(), "line": shapely.MultiLineString(), "point": shapely.MultiPoint()}
_FAMILIES = {0: "point", 1: "line", 2: "line", 3: "polygon", 4: "point", 5: "line", 6: "polygon"}


def find_family(shapes: NDArray[Any], first_row: int) -> str:
    """The family of all shapes that are there, empty when there are none; raises InputError where it changes."""
    types = shapely.get_type_id(shapes)
    families = np.array([_FAMILIES.get(int(type_id), "") for type_id in types])
    present = np.flatnonzero((types >= 0) & ~(shapely.is_empty(shapes) & (families == "")))
    if not len(present):
        return ""
    family = str(families[present[0]])
    other = present[(families[present] != family) | (families[present] == "")]
    if len(other):
        row = int(other[0])
        wanted = NAMES.get(family, "点、线、面之一")
        raise InputError(
            f"第 {first_row + row + 1} 行是 {shapes[row].geom_type}，不是{wanted}；一个图层只能有一类几何，请分开入库"
        )
    return family


def measure_plane_boxes(shapes: NDArray[Any], crs: Crs) -> Floats:
    """Bounding boxes on the kernel's plane, shape (features, 4), from the boxes in the layer's own system."""
    bounds = shapely.bounds(shapes)
    west, south = degrees_to_plane(*crs.to_degrees(bounds[:, 0], bounds[:, 1]))
    east, north = degrees_to_plane(*crs.to_degrees(bounds[:, 2], bounds[:, 3]))
    boxes = np.column_stack([west, south, east, north])
    return np.asarray(np.where(np.isnan(bounds), np.nan, boxes))


def measure_lengths(shapes: NDArray[Any], crs: Crs) -> Floats:
    """Geodesic length of every line in m; nought for points."""
    geod = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
    parts, feature = shapely.get_parts(shapes, return_index=True)
    corners, part = shapely.get_coordinates(parts, return_index=True)
    if len(corners) < 2:
        return np.zeros(len(shapes))
    steps = geod.line_lengths(*crs.to_degrees(corners[:, 0], corners[:, 1]))
    joined = part[1:] == part[:-1]
    sums = np.bincount(feature[part[1:]], weights=np.where(joined, steps, 0.0), minlength=len(shapes))
    return np.asarray(sums, dtype=np.float64)
