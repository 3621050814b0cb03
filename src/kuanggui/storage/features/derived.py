"""What follows from the geometry of features: bounding boxes and ellipsoidal areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from kuanggui.errors import InputError
from kuanggui.model.feature import Shape
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.polygons import from_shapely
from kuanggui.storage.features.box import NOTHING, Derived

POLYGONAL = (3, 6)


def derive(shapes: Sequence[Shape]) -> list[Derived]:
    """Box and area of each shape; raises InputError for bytes that are no geometry, or one without coordinates."""
    derived = [NOTHING] * len(shapes)
    drawn = [position for position, shape in enumerate(shapes) if shape.wkb is not None]
    if not drawn:
        return derived
    try:
        geometries = shapely.from_wkb([shapes[position].wkb for position in drawn])
    except shapely.errors.GEOSException as error:
        raise InputError(f"几何不是有效的 WKB：{error}；请重新导出") from error
    boxes, areas = shapely.bounds(geometries), _areas(geometries)
    if not np.isfinite(boxes).all():
        raise InputError(f"第 {int(np.argmin(np.isfinite(boxes).all(axis=1))) + 1} 个几何没有坐标；请补全或去掉")
    for position, box, area in zip(drawn, boxes.tolist(), areas, strict=True):
        derived[position] = Derived(box[0], box[1], box[2], box[3], area)
    return derived


def _areas(geometries: np.ndarray[tuple[int], np.dtype[np.object_]]) -> list[float | None]:
    areas: list[float | None] = [None] * len(geometries)
    polygonal = np.flatnonzero(np.isin(shapely.get_type_id(geometries), POLYGONAL))
    measured = measure_ellipsoidal_areas(from_shapely(geometries[polygonal], GEOGRAPHIC))
    for position, area in zip(polygonal.tolist(), measured.tolist(), strict=True):
        areas[position] = area
    return areas
