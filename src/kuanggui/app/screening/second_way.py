"""Second ways to the area that a block has in common with features, without kernel, plane, tree or tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import shapely
from pyproj import Geod

from kuanggui.app.opening import measuring
from kuanggui.app.stock import Stock
from kuanggui.spatial.ellipsoid import CGCS2000

GEOD = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)


class SecondWay(Protocol):
    """Measures shapes given as WKB in degrees on CGCS2000."""

    @property
    def name(self) -> str:
        """What measures."""

    def common_area(self, block: bytes, features: Sequence[bytes]) -> float:
        """The area in m² of what the features together have in common with the block."""


class GeosAreas:
    """GEOS overlays and geodesic areas (Karney 2013), in this process."""

    name = "GEOS"

    def common_area(self, block: bytes, features: Sequence[bytes]) -> float:
        """The area in m² of what the features together have in common with the block."""
        ground = shapely.union_all(shapely.make_valid(shapely.from_wkb(list(features))))
        return _area(shapely.intersection(ground, shapely.make_valid(shapely.from_wkb(block))))


@contextmanager
def second_way(stock: Stock) -> Iterator[SecondWay]:
    """PostGIS where the database is on such a server, else GEOS. Raises StoreError when the server cannot be reached."""
    if not stock.is_on_server:
        yield GeosAreas()
        return
    with measuring(stock.database) as areas:
        yield areas


def _area(shape: Any) -> float:
    """The geodesic area in m²; lines and points have none."""
    total = 0.0
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            total += abs(GEOD.geometry_area_perimeter(shapely.geometry.polygon.orient(part))[0])
    return total
