"""Corners and plane areas of ranges, as answers tell them beside the official area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import find_gauss_kruger
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, add_segments

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The corners of a range in degrees, ring by ring, and its area on the plane of the 3° zone of its middle."""

    corners: tuple[Ring, ...]
    plane_area_m2: float


def outlines(degrees: Polygons) -> Iterator[Outline]:
    """The outline of every polygon, in order."""
    x, y = degrees.x.tolist(), degrees.y.tolist()
    rings = [tuple(zip(x[a:b], y[a:b], strict=True)) for a, b in pairwise(degrees.ring_starts.tolist())]
    areas = _plane_areas(degrees).tolist()
    for (first, last), area in zip(pairwise(degrees.feature_rings.tolist()), areas, strict=True):
        yield Outline(tuple(rings[first:last]), area)


def _plane_areas(degrees: Polygons) -> Floats:
    middles = add_segments(degrees.x, degrees.vertex_starts) / np.maximum(np.diff(degrees.vertex_starts), 1)
    meridians = 3 * np.rint(middles / 3).astype(np.int64)
    areas = np.zeros(len(degrees))
    for meridian in np.unique(meridians).tolist():
        rows = np.flatnonzero(meridians == meridian)
        zone = find_gauss_kruger(meridian, 3, prefixed=False)
        areas[rows] = measure_plane_areas(to_crs(degrees.take(rows), zone))
    return areas
