"""Faults of single features: closure, crossings, repeated points, spikes, holes, slivers, no area, several parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import shapely

from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.plane import METRES_PER_DEGREE, to_plane
from kuanggui.spatial.polygons import Polygons, to_shapely
from kuanggui.spatial.topology.fault import Fault, Limits, Problem

_PLACE = re.compile(r"\[(\S+) (\S+)\]")
_KINDS = {
    "Self-intersection": Fault.SELF_CROSSING,
    "Ring Self-intersection": Fault.SELF_CROSSING,
    "Hole lies outside shell": Fault.HOLE_OUTSIDE,
    "Holes are nested": Fault.HOLE_OUTSIDE,
}
_NO_AREA_M2 = 0.005


def find_faults(polygons: Polygons, limits: Limits | None = None) -> list[Problem]:
    """All faults of all features, by feature; coordinates as drawn, in any accepted reference system."""
    limits = limits or Limits()
    checks = (find_unclosed, find_invalid, find_repeated, find_spikes, find_slivers, find_parts)
    problems = [problem for check in checks for problem in check(polygons, limits)]
    return sorted(problems, key=lambda problem: (problem.feature, problem.fault, problem.lon, problem.lat))


def find_unclosed(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Rings whose ends differ."""
    rings = np.flatnonzero(_is_open(polygons))
    first, last = polygons.ring_starts[rings], polygons.ring_starts[rings + 1] - 1
    x, y = to_metres(polygons)
    gaps = np.hypot(x[first] - x[last], y[first] - y[last])
    features = np.searchsorted(polygons.feature_rings, rings, side="right") - 1
    yield from _report(Fault.UNCLOSED, polygons, features, first, gaps)


def _is_open(polygons: Polygons) -> Flags:
    first, last = polygons.ring_starts[:-1], polygons.ring_starts[1:] - 1
    return np.asarray((polygons.x[first] != polygons.x[last]) | (polygons.y[first] != polygons.y[last]))


def find_invalid(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Features that are no valid polygons (GEOS), at the place where the first breach was noticed."""
    rings = np.flatnonzero(_is_open(polygons))
    unclosed = np.searchsorted(polygons.feature_rings, rings, side="right") - 1
    closed = np.setdiff1d(np.arange(len(polygons)), unclosed).astype(np.int64)
    shapes = to_shapely(polygons.take(closed))
    wrong = np.flatnonzero(~shapely.is_valid(shapes))
    for feature, reason in zip(closed[wrong], shapely.is_valid_reason(shapes[wrong]), strict=True):
        kind = _KINDS.get(reason.partition("[")[0].strip(), Fault.INVALID)
        place = _PLACE.search(reason)
        x, y = (float(place[1]), float(place[2])) if place else _first_corner(polygons, int(feature))
        lon, lat = polygons.crs.to_degrees(np.array([x]), np.array([y]))
        yield Problem(kind, int(feature), float(lon[0]), float(lat[0]), 0.0)


def _first_corner(polygons: Polygons, feature: int) -> tuple[float, float]:
    first = polygons.vertex_starts[feature]
    return float(polygons.x[first]), float(polygons.y[first])


def find_repeated(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Corners that lie within the snapping distance of the one before."""
    x, y = to_metres(polygons)
    here = _inner_corners(polygons)
    steps = np.hypot(x[here + 1] - x[here], y[here + 1] - y[here])
    near = steps <= limits.snap_m
    yield from _report(Fault.REPEATED_POINT, polygons, _owners(polygons, here[near]), here[near] + 1, steps[near])


def find_spikes(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Corners where both sides run the same way, no further apart than the snapping distance."""
    x, y = to_metres(polygons)
    here = _inner_corners(polygons)
    first = polygons.ring_starts[np.searchsorted(polygons.ring_starts, here, side="right") - 1]
    last = polygons.ring_starts[np.searchsorted(polygons.ring_starts, here, side="right")] - 1
    before = np.where(here == first, last - 1, here - 1)
    ax, ay, bx, by = x[before] - x[here], y[before] - y[here], x[here + 1] - x[here], y[here + 1] - y[here]
    lengths = np.hypot(ax, ay), np.hypot(bx, by)
    short, long = np.minimum(*lengths), np.maximum(*lengths)
    spread = np.abs(ax * by - ay * bx) / np.where(long > 0, long, 1.0)
    spikes = (ax * bx + ay * by > 0) & (spread <= limits.snap_m) & (short > limits.snap_m)
    yield from _report(Fault.SPIKE, polygons, _owners(polygons, here[spikes]), here[spikes], short[spikes])


def find_slivers(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Features without area, and features whose area shared out along half their outline gives a small width."""
    areas = np.abs(measure_plane_areas(to_plane(polygons)))
    x, y = to_metres(polygons)
    here = _inner_corners(polygons)
    steps = np.hypot(x[here + 1] - x[here], y[here + 1] - y[here])
    outlines = np.bincount(_owners(polygons, here), steps, minlength=len(polygons))
    filled = np.diff(polygons.vertex_starts) > 0
    widths = 2 * areas / np.where(outlines > 0, outlines, 1.0)
    empty = filled & (areas < _NO_AREA_M2)
    narrow = filled & ~empty & (widths <= limits.sliver_width_m)
    starts = polygons.vertex_starts
    for fault, flags, sizes in ((Fault.ZERO_AREA, empty, areas), (Fault.SLIVER, narrow, widths)):
        features = np.flatnonzero(flags)
        yield from _report(fault, polygons, features, starts[features], sizes[features])


def find_parts(polygons: Polygons, limits: Limits) -> Iterator[Problem]:
    """Features of several parts, at the first corner of the second."""
    parts = np.diff(polygons.feature_starts)
    features = np.flatnonzero(parts > 1)
    corners = polygons.ring_starts[polygons.part_starts[polygons.feature_starts[features] + 1]]
    yield from _report(Fault.SEVERAL_PARTS, polygons, features, corners, parts[features].astype(np.float64))


def to_metres(polygons: Polygons) -> tuple[Floats, Floats]:
    """Coordinates in metres, good enough to compare with a snapping distance."""
    if not polygons.crs.is_geographic:
        return polygons.x, polygons.y
    return polygons.x * (METRES_PER_DEGREE * np.cos(np.radians(polygons.y.mean() if len(polygons.y) else 0))), (
        polygons.y * METRES_PER_DEGREE
    )


def _inner_corners(polygons: Polygons) -> Integers:
    """Positions of all corners but the closing one of each ring."""
    kept = np.ones(len(polygons.x), dtype=np.bool_)
    kept[polygons.ring_starts[1:] - 1] = False
    return np.flatnonzero(kept)


def _owners(polygons: Polygons, corners: Integers) -> Integers:
    return np.asarray(np.searchsorted(polygons.vertex_starts, corners, side="right") - 1)


def _report(
    fault: Fault, polygons: Polygons, features: Integers, corners: Integers, sizes: Floats
) -> Iterator[Problem]:
    if not len(features):
        return
    lon, lat = polygons.crs.to_degrees(np.ascontiguousarray(polygons.x[corners]), polygons.y[corners])
    for feature, east, north, size in zip(features, lon, lat, sizes, strict=True):
        yield Problem(fault, int(feature), float(east), float(north), float(size))
