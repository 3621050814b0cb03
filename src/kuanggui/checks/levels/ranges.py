"""Ranges of two features laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from kuanggui.model.feature import Feature, Shape
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import CUTTING_ERROR_M2, METRES_PER_DEGREE
from kuanggui.spatial.polygons import from_shapely

POLYGON = "Polygon"
HALF_PLACE = (
    0.0005 / 3600
)  # degrees: corners are handed on in seconds with three places, so a faithful copy is off by half a place


def apart(above: Shape, below: Shape) -> Iterator[tuple[str, str]]:
    """By how much two ranges are not the same, in Chinese and English; nothing where drawing alone explains it."""
    first, second = shapely.make_valid(shapely.from_wkb([above.wkb, below.wkb]))
    added, lost = (area_m2(shapely.difference(*pair)) for pair in ((second, first), (first, second)))
    if added + lost > shapely.length(first) * METRES_PER_DEGREE * HALF_PLACE * METRES_PER_DEGREE:
        yield (
            f"范围多出 {added / 1e6:.4f} 平方公里，少了 {lost / 1e6:.4f} 平方公里",
            f"range with {added / 1e6:.4f} km² more and {lost / 1e6:.4f} km² less",
        )


def area_m2(geometry: shapely.Geometry) -> float:
    """The ellipsoidal area of the polygons in a geometry in degrees."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == POLYGON and not part.is_empty]
    return float(measure_ellipsoidal_areas(from_shapely(parts, GEOGRAPHIC)).sum()) if parts else 0.0


def overlapping(features: Sequence[Feature]) -> Iterator[tuple[int, int, float]]:
    """Pairs of features by position whose ranges overlap by more than drawing error, with the area in m²."""
    drawn = np.array([position for position, each in enumerate(features) if each.shape.wkb], dtype=np.int64)
    if not len(drawn):
        return
    shapes = shapely.make_valid(shapely.from_wkb([features[position].shape.wkb for position in drawn]))
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for one, other in sorted(zip(ones.tolist(), others.tolist(), strict=True)):
        if one < other:
            area = area_m2(shapely.intersection(shapes[one], shapes[other]))
            if area > CUTTING_ERROR_M2:
                yield int(drawn[one]), int(drawn[other]), area
