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
CUTTING_ERROR_M2 = 0.01
"""What cutting can make of a pair that only touches: a corner of one on a long side of the other, twice 0.005 m²."""
GRID = 2.0**-27
METRES_PER_DEGREE = CGCS2000.a * math.pi / 180


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
    """Cut sides longer than this into pieces no longer than this, where they cross a fixed raster of lines.

    Two long sides that lie on one line, neighbours or not, whole or in part, are cut at the same places.
    """
    longest = max_segment_m / (METRES_PER_DEGREE if polygons.crs.is_geographic else 1.0)
    pieces = count_pieces(polygons.x, polygons.y, polygons.ring_starts, longest)
    if (pieces <= 1).all():
        return polygons
    ends = np.concatenate([[0], np.cumsum(pieces)]).astype(np.int64)
    x, y = cut_sides(polygons.x, polygons.y, pieces, ends, longest)
    return Polygons(x, y, ends[polygons.ring_starts], polygons.part_starts, polygons.feature_starts, polygons.crs)


@compiled
def find_step(along: float, away: float, longest: float) -> float:
    """Spacing of the raster for a side that runs `along` its axis and `away` from it: two spacings, by the slope."""
    return longest * (0.89 if 2 * abs(away) < abs(along) else 0.7)


@compiled
def count_pieces(x: Floats, y: Floats, ring_starts: Integers, longest: float) -> Integers:
    """Number of pieces for the side that leaves each vertex; 1 for short sides and at the closing vertex of a ring."""
    pieces = np.ones(len(x), dtype=np.int64)
    for ring in range(len(ring_starts) - 1):
        for i in range(ring_starts[ring], ring_starts[ring + 1] - 1):
            dx, dy = abs(x[i + 1] - x[i]), abs(y[i + 1] - y[i])
            if dx * dx + dy * dy > longest * longest:
                from_, to = (x[i], x[i + 1]) if dx >= dy else (y[i], y[i + 1])
                step = find_step(max(dx, dy), min(dx, dy), longest)
                pieces[i] += max(0, math.ceil(max(from_, to) / step) - math.floor(min(from_, to) / step) - 1)
    return pieces


@compiled
def cut_sides(x: Floats, y: Floats, pieces: Integers, ends: Integers, longest: float) -> tuple[Floats, Floats]:
    """Vertices with the cuts in between, measured from the lower or left end of each side so that neighbours agree."""
    cut_x, cut_y = np.empty(ends[-1]), np.empty(ends[-1])
    for i in range(len(x)):
        count, first = pieces[i], ends[i]
        cut_x[first], cut_y[first] = x[i], y[i]
        if count > 1:
            flat = abs(x[i + 1] - x[i]) >= abs(y[i + 1] - y[i])
            along, away, cut_along, cut_away = (x, y, cut_x, cut_y) if flat else (y, x, cut_y, cut_x)
            turned = along[i] > along[i + 1]
            start, end = (i + 1, i) if turned else (i, i + 1)
            slope = (away[end] - away[start]) / (along[end] - along[start])
            step = find_step(along[end] - along[start], away[end] - away[start], longest)
            line = math.floor(along[start] / step)
            for k in range(1, count):
                place = first + (count - k if turned else k)
                cut_along[place] = (line + k) * step
                cut_away[place] = away[start] + slope * (cut_along[place] - along[start])
    return cut_x, cut_y
