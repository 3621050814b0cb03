"""The plane in which the kernel works: cylindrical, equal-area, on CGCS2000.

    x = a λ        y = b² q(B) / (2 a)

A plane area there is the ellipsoidal area, and a straight side there is exactly what the official trapezoid formula
integrates, so the shoelace formula gives the official area to the last digit. A side that is straight in another
drawing plane (Gauss-Krüger) bends here; it is first cut into pieces of at most `MAX_SEGMENT_M`, as survey practice
does, after which the error is below 0.005 m² a piece.

Coordinates are put on a grid of 2⁻²⁷ m (7 nanometres, about the rounding of the coordinates themselves). Below 2²⁵ m
their differences are then exact in double precision, which makes the orientation test of `predicates` exact.
"""

from __future__ import annotations

import math

import numpy as np

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.compiled import compiled
from kuanggui.spatial.crs import EQUAL_AREA, Crs
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.polygons import Polygons

MAX_SEGMENT_M = 70.0
GRID = 2.0**-27
_METRES_PER_DEGREE = CGCS2000.a * math.pi / 180


def to_plane(polygons: Polygons, max_segment_m: float | None = MAX_SEGMENT_M) -> Polygons:
    """Polygons of any accepted reference system on the kernel's plane.

    Sides are straight in the plane of their own reference system (between longitudes and latitudes: straight in
    degrees). `max_segment_m=None` uses the corners alone.
    """
    if polygons.crs == EQUAL_AREA:
        return polygons.with_coordinates(snap(polygons.x), snap(polygons.y), EQUAL_AREA)
    if max_segment_m is not None:
        polygons = densify(polygons, max_segment_m)
    lon, lat = polygons.crs.to_degrees(polygons.x, polygons.y)
    return polygons.with_coordinates(*degrees_to_plane(lon, lat), EQUAL_AREA)


def degrees_to_plane(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Plane coordinates in metres of longitudes and latitudes in degrees."""
    x = np.radians(lon) * CGCS2000.a
    y = CGCS2000.authalic(lat) * (CGCS2000.b**2 / (2 * CGCS2000.a))
    return snap(x), snap(y)


def snap(values: Floats) -> Floats:
    """Coordinates moved to the nearest point of the kernel's grid."""
    return np.asarray(np.round(values / GRID) * GRID)


def to_crs(polygons: Polygons, crs: Crs) -> Polygons:
    """Polygons corner by corner in another reference system."""
    if polygons.crs == crs:
        return polygons
    lon, lat = polygons.crs.to_degrees(polygons.x, polygons.y)
    return polygons.with_coordinates(*crs.from_degrees(lon, lat), crs)


def densify(polygons: Polygons, max_segment_m: float = MAX_SEGMENT_M) -> Polygons:
    """Cut every longer side into equal pieces; the cuts do not depend on the direction of the side."""
    unit = _METRES_PER_DEGREE if polygons.crs.is_geographic else 1.0
    pieces = count_pieces(polygons.x, polygons.y, polygons.ring_starts, unit, max_segment_m)
    if (pieces <= 1).all():
        return polygons
    ends = np.concatenate([[0], np.cumsum(pieces)]).astype(np.int64)
    x, y = cut_sides(polygons.x, polygons.y, pieces, ends)
    return Polygons(x, y, ends[polygons.ring_starts], polygons.part_starts, polygons.feature_starts, polygons.crs)


@compiled
def count_pieces(x: Floats, y: Floats, ring_starts: Integers, unit: float, longest: float) -> Integers:
    """Number of pieces for the side that leaves each vertex; 1 at the closing vertex of a ring.

    `unit` is 1 for metres; for degrees it is the length of a degree, and sides shrink with the cosine of latitude.
    """
    pieces = np.ones(len(x), dtype=np.int64)
    for ring in range(len(ring_starts) - 1):
        for i in range(ring_starts[ring], ring_starts[ring + 1] - 1):
            dx, dy = (x[i + 1] - x[i]) * unit, (y[i + 1] - y[i]) * unit
            if unit != 1.0:
                dx *= math.cos(math.radians((y[i] + y[i + 1]) / 2))
            pieces[i] = max(1, math.ceil(math.sqrt(dx * dx + dy * dy) / longest))
    return pieces


@compiled
def cut_sides(x: Floats, y: Floats, pieces: Integers, ends: Integers) -> tuple[Floats, Floats]:
    """Vertices with the cuts in between, measured from the lower-left end of each side so that neighbours agree."""
    cut_x, cut_y = np.empty(ends[-1]), np.empty(ends[-1])
    for i in range(len(x)):
        count, first = pieces[i], ends[i]
        cut_x[first], cut_y[first] = x[i], y[i]
        if count > 1:
            turned = x[i] > x[i + 1] or (x[i] == x[i + 1] and y[i] > y[i + 1])
            start, end = (i + 1, i) if turned else (i, i + 1)
            dx, dy = (x[end] - x[start]) / count, (y[end] - y[start]) / count
            for k in range(1, count):
                step = count - k if turned else k
                cut_x[first + k], cut_y[first + k] = x[start] + dx * step, y[start] + dy * step
    return cut_x, cut_y
