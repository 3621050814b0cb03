"""Mending invalid features, only when asked, with what it did to their areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.plane import to_plane
from kuanggui.spatial.polygons import Polygons, from_shapely, to_shapely
from kuanggui.spatial.valid import keep_polygons


@dataclass(frozen=True, slots=True)
class Mended:
    """A feature that was mended: why, and its official area before and after."""

    feature: int
    reason: str
    before_m2: float
    after_m2: float


def repair(polygons: Polygons) -> tuple[Polygons, list[Mended]]:
    """The table with every invalid feature made valid (GEOS `MakeValid`), and what that changed; nothing else is touched.

    Rings have to be closed.
    """
    shapes = to_shapely(polygons)
    wrong = np.flatnonzero(~shapely.is_valid(shapes))
    reasons = [str(shapely.is_valid_reason(shapes[k])) for k in wrong]
    before = measure_plane_areas(to_plane(polygons.take(wrong)))
    for k in wrong.tolist():
        shapes[k] = keep_polygons(shapely.make_valid(shapes[k]))
    table = from_shapely(shapes, polygons.crs)
    after = measure_plane_areas(to_plane(table.take(wrong)))
    changes = zip(wrong.tolist(), reasons, before.tolist(), after.tolist(), strict=True)
    return table, [Mended(*change) for change in changes]
