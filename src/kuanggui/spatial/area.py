"""Areas of polygons: on the ellipsoid (the official one), on the plane, and along geodesics.

The official area of a polygon is the sum over its sides of the trapezoid between the side and a reference meridian
(TD/T 1055-2019 appendix D):

    S = 2 b² ΔL [A sin(½ΔB) cos Bm - B sin(3/2 ΔB) cos 3Bm + C sin(5/2 ΔB) cos 5Bm - D … + E …]

with ΔB = B2 - B1, Bm = (B1 + B2) / 2 and ΔL the mean longitude of the side less the reference meridian. Taking each
ring's first corner as its reference meridian keeps the rounding error far below a square millimetre.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import numpy as np
from pyproj import Geod

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.compiled import compiled
from kuanggui.spatial.ellipsoid import CGCS2000, Ellipsoid
from kuanggui.spatial.polygons import Polygons

Series = tuple[float, float, float, float, float]


@compiled
def trapezoid(series: Series, south: float, north: float) -> float:
    """The bracket of the trapezoid formula; latitudes in radians, no unit."""
    half, middle = (north - south) / 2, (north + south) / 2
    sine, cosine = math.sin(half), math.cos(middle)
    twice_sine, twice_cosine = 2 * (1 - 2 * sine * sine), 2 * (2 * cosine * cosine - 1)
    sine_before, cosine_before = -sine, cosine
    total, sign = 0.0, 1.0
    for coefficient in series:
        total += sign * coefficient * sine * cosine
        sine, sine_before = twice_sine * sine - sine_before, sine
        cosine, cosine_before = twice_cosine * cosine - cosine_before, cosine
        sign = -sign
    return total


@compiled
def sum_ring_trapezoids(series: Series, b: float, lon: Floats, lat: Floats, ring_starts: Integers) -> Floats:
    """Signed area of every closed ring in m², counter-clockwise positive; degrees in."""
    areas = np.zeros(len(ring_starts) - 1)
    degree = math.pi / 180
    for ring in range(len(areas)):
        first, last = ring_starts[ring], ring_starts[ring + 1]
        total = 0.0
        for i in range(first, last - 1):
            mean_lon = (lon[i] - lon[first] + lon[i + 1] - lon[first]) / 2 * degree
            total += mean_lon * trapezoid(series, lat[i] * degree, lat[i + 1] * degree)
        areas[ring] = 2 * b * b * total
    return areas


@compiled
def sum_ring_crosses(x: Floats, y: Floats, ring_starts: Integers) -> Floats:
    """Signed plane area of every closed ring, counter-clockwise positive."""
    areas = np.zeros(len(ring_starts) - 1)
    for ring in range(len(areas)):
        first, last = ring_starts[ring], ring_starts[ring + 1]
        total = 0.0
        for i in range(first, last - 1):
            total += (x[i] - x[first]) * (y[i + 1] - y[first]) - (x[i + 1] - x[first]) * (y[i] - y[first])
        areas[ring] = total / 2
    return areas


def measure_ellipsoidal_areas(polygons: Polygons, ellipsoid: Ellipsoid = CGCS2000) -> Floats:
    """Official area of every feature in m², holes taken out, from longitudes (x) and latitudes (y) in degrees.

    Sides are used as given: densify them first where they are longer than 70 m in a projected drawing.
    """
    rings = sum_ring_trapezoids(ellipsoid.trapezoid_series, ellipsoid.b, polygons.x, polygons.y, polygons.ring_starts)
    return polygons.add_rings(rings)


def measure_plane_areas(polygons: Polygons) -> Floats:
    """Area of every feature in its own plane, in the square of the coordinates' unit, holes taken out."""
    return polygons.add_rings(sum_ring_crosses(polygons.x, polygons.y, polygons.ring_starts))


def measure_geodesic_areas(polygons: Polygons, ellipsoid: Ellipsoid = CGCS2000) -> Floats:
    """Area of every feature in m² with geodesics as sides (Karney 2013); longitudes and latitudes in degrees in."""
    geod = Geod(a=ellipsoid.a, rf=ellipsoid.inverse_flattening)
    starts = polygons.ring_starts
    rings = [
        geod.polygon_area_perimeter(polygons.x[first : last - 1], polygons.y[first : last - 1])[0]
        for first, last in pairwise(starts)
    ]
    return polygons.add_rings(np.array(rings, dtype=np.float64))


def round_to_register(area_m2: float) -> Decimal:
    """Area in km² with four decimals, as mining rights are registered (自然资源部公告2022年第24号)."""
    return (Decimal(repr(area_m2)) / 1_000_000).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def measure_quadrangle(west: float, south: float, east: float, north: float, ellipsoid: Ellipsoid = CGCS2000) -> float:
    """Area in m² between two meridians and two parallels (a map sheet, a basic block); degrees in."""
    bracket = trapezoid(ellipsoid.trapezoid_series, math.radians(south), math.radians(north))
    return 2 * ellipsoid.b**2 * math.radians(east - west) * bracket
