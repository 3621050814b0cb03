"""What changed between two geometries: how far, and how much larger or smaller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import shapely
from pyproj import Geod

from kuanggui.model.feature import GeometryMark, Shape, Window
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.polygons import from_shapely

MARKS = {GeometryMark.NONE: "无几何", GeometryMark.ILLUSTRATIVE: "示意", GeometryMark.OFFICIAL: "正式"}
POLYGONAL = (3, 6)
NEAR_DEGREES = 0.02  # a single block is shown with its neighbours
NEAR_M = 0.005  # plane metres are given to two decimals
NEAR_KM2 = 0.00005  # square kilometres to four


def compare_shapes(old: Shape, new: Shape) -> Iterator[str]:
    """Each difference in words; nothing for equal geometries."""
    if old.mark is not new.mark:
        yield f"几何：{MARKS[old.mark]} → {MARKS[new.mark]}"
    if old.wkb == new.wkb or old.wkb is None or new.wkb is None:
        return
    first, second = shapely.from_wkb([old.wkb, new.wkb])
    moved = distance_m(first, second)
    if moved >= NEAR_M:
        yield f"移动 {moved:.0f} 米" if moved >= 1 else f"移动 {moved:.2f} 米"
    change = (area_m2(second) - area_m2(first)) / 1e6
    if abs(change) >= NEAR_KM2:
        yield f"面积 {'增加' if change > 0 else '减少'} {abs(change):.4f} 平方公里"
    elif moved < NEAR_M:
        yield "边界改变，面积和位置不变"


def distance_m(first: shapely.Geometry, second: shapely.Geometry) -> float:
    """The geodesic distance between the centres of two geometries in degrees."""
    a, b = shapely.centroid(first), shapely.centroid(second)
    geod = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
    return float(geod.inv(a.x, a.y, b.x, b.y)[2])


def area_m2(geometry: shapely.Geometry) -> float:
    """The ellipsoidal area; nothing for points and lines."""
    if shapely.get_type_id(geometry) not in POLYGONAL:
        return 0.0
    return float(measure_ellipsoidal_areas(from_shapely([geometry], GEOGRAPHIC))[0])


def window_of(shapes: Iterable[Shape]) -> Window | None:
    """A window around shapes with some ground about them; None where none is drawn."""
    drawn = [shape.wkb for shape in shapes if shape.wkb is not None]
    if not drawn:
        return None
    west, south, east, north = shapely.total_bounds(shapely.from_wkb(drawn)).tolist()
    margin = max(east - west, north - south, NEAR_DEGREES) / 4
    return Window(west - margin, south - margin, east + margin, north + margin)
