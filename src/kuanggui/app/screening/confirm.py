"""A second way to the areas: GEOS in the layer's own coordinates, geodesic areas, without kernel, plane, tree or tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

from kuanggui.app.screening.screener import Request, Screener
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.plane import densify, to_crs
from kuanggui.spatial.polygons import Polygons, to_shapely
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.window import find_rows

GEOD = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
# Kernel and GEOS may differ by what cutting sides and rounding make: this much, and this share of the area.
LEAST_M2, SHARE = 0.05, 1e-6


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The area of a theme in the block by kernel and by the second way."""

    kind: str
    kernel_m2: float
    second_m2: float

    @property
    def agrees(self) -> bool:
        """Whether they differ by no more than rounding."""
        return abs(self.kernel_m2 - self.second_m2) <= max(LEAST_M2, SHARE * self.kernel_m2)


def confirm(screener: Screener, request: Request) -> tuple[Confirmation, ...]:
    """Block and every polygon theme measured again with GEOS intersections and geodesic areas."""
    return tuple(_confirm(screener, request))


def _confirm(screener: Screener, request: Request) -> Iterator[Confirmation]:
    ground = screener.themes.around(request.range.polygons, 1)[0]
    block = _in_degrees(request.range.polygons)
    yield Confirmation("block", ground.area_m2, _area(block))
    for kind in screener.themes.kinds:
        layers = [layer for layer in screener.themes.layers(kind) if isinstance(layer.warm.rows, Prepared)]
        found = ground.theme(kind)
        if layers and found is not None:
            second = sum(_area(_common(block, layer, ground.looked.blocks.boxes[0])) for layer in layers)
            slivers = sum(sliver.area_m2 for sliver in found.slivers)
            yield Confirmation(kind, found.total_m2 if found.overlaps else slivers, second)


def _common(block: Any, layer: ThemeLayer, box: Floats) -> Any:
    """The union of all features near, cut with the block, in degrees."""
    rows = layer.warm.rows
    near = find_rows(rows.tree, box)
    if not len(near):
        return shapely.MultiPolygon()
    features = np.unique(near if rows.origin is None else rows.origin[near])
    return shapely.intersection(_in_degrees(layer.polygons(features.tolist())), block)


def _in_degrees(polygons: Polygons) -> Any:
    """The union of polygons whose sides, straight in their own system, are cut into short pieces first."""
    return shapely.union_all(to_shapely(to_crs(densify(polygons), GEOGRAPHIC)))


def _area(shape: Any) -> float:
    """The geodesic area in m²; lines and points have none."""
    total = 0.0
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            total += abs(GEOD.geometry_area_perimeter(shapely.geometry.polygon.orient(part))[0])
    return total
