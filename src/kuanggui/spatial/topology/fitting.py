"""Fitting a shape onto its neighbours, so that common edges have the same corners and nothing lies between or twice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.plane import METRES_PER_DEGREE

ON_EDGE_M = 1e-6  # a corner that lies on an edge up to rounding is on it


@dataclass(frozen=True, slots=True)
class Fitted:
    """A shape after fitting: how many corners moved, how far the farthest in metres, and how many were put in."""

    shape: BaseGeometry
    moved: int
    farthest_m: float
    added: int


@dataclass(slots=True)
class _Fitter:
    """Neighbours as corners and edges, both in degrees and in metres around the place (to compare lengths only)."""

    corners: Floats
    starts: Floats
    ends: Floats
    scale: Floats
    tolerance_m: float
    moved: int = 0
    farthest_m: float = 0.0
    added: int = 0

    def ring(self, ring: Floats) -> Floats:
        """A closed ring fitted: corners onto corners, else onto edges, then corners of neighbours into its edges."""
        fitted = np.array([self._corner(corner) for corner in ring[:-1]])
        kept = [k for k in range(len(fitted)) if not np.array_equal(fitted[k], fitted[k - 1])]
        fitted = fitted[kept]
        pieces = [self._edge(fitted[k], fitted[(k + 1) % len(fitted)]) for k in range(len(fitted))]
        whole = np.concatenate(pieces)
        return np.concatenate([whole, whole[:1]])

    def _corner(self, corner: Floats) -> Floats:
        target = self._nearest_corner(corner)
        if target is None:
            target = self._nearest_on_edge(corner)
        if target is None:
            return corner
        distance = self._length(target - corner)
        self.moved += distance > 0
        self.farthest_m = max(self.farthest_m, distance)
        return target

    def _nearest_corner(self, corner: Floats) -> Floats | None:
        distances = np.hypot(*((self.corners - corner) * self.scale).T)
        best = int(np.argmin(distances))
        return self.corners[best] if distances[best] <= self.tolerance_m else None

    def _nearest_on_edge(self, corner: Floats) -> Floats | None:
        along = (self.ends - self.starts) * self.scale
        reach = (corner - self.starts) * self.scale
        share = np.clip(np.sum(along * reach, axis=1) / np.sum(along * along, axis=1), 0, 1)
        distances = np.hypot(*(reach - along * share[:, None]).T)
        best = int(np.argmin(distances))
        if distances[best] > self.tolerance_m:
            return None
        if distances[best] <= ON_EDGE_M:
            return corner
        foot: Floats = self.starts[best] + (self.ends[best] - self.starts[best]) * share[best]
        return foot

    def _edge(self, start: Floats, end: Floats) -> Floats:
        """The corners of an edge without its end: the neighbours' corners beside it come into it."""
        along = (end - start) * self.scale
        length2 = float(along @ along)
        if length2 == 0:
            return start[None, :]
        reach = (self.corners - start) * self.scale
        share = reach @ along / length2
        beside = np.hypot(*(reach - share[:, None] * along).T) <= self.tolerance_m
        margin = self.tolerance_m / math.sqrt(length2)
        inner = np.flatnonzero(beside & (share > margin) & (share < 1 - margin))
        inner = inner[np.argsort(share[inner])]
        self.added += len(inner)
        return np.concatenate([start[None, :], self.corners[inner]])

    def _length(self, difference: Floats) -> float:
        return float(np.hypot(*(difference * self.scale)))


def fit_to_neighbours(shape: BaseGeometry, neighbours: list[BaseGeometry], tolerance_m: float) -> Fitted:
    """A polygon in degrees with its corners drawn onto those of its neighbours, else onto their edges, within a tolerance.

    Corners of neighbours beside one of its edges are put into that edge, so that both sides of a common edge have the same corners.
    Only the shape changes, never a neighbour. The result may be invalid where the tolerance is larger than the shape's own detail.
    """
    rings = [np.asarray(shapely.get_coordinates(ring)) for each in neighbours for ring in _rings(each)]
    if not rings:
        return Fitted(shape, 0, 0.0, 0)
    latitude = float(shapely.get_y(shapely.centroid(shape)))
    scale = np.array([math.cos(math.radians(latitude)), 1.0]) * METRES_PER_DEGREE
    starts, ends = (np.concatenate([ring[part] for ring in rings]) for part in (slice(None, -1), slice(1, None)))
    long = np.any(starts != ends, axis=1)
    fitter = _Fitter(np.unique(starts, axis=0), starts[long], ends[long], scale, tolerance_m)
    parts = [_fit_polygon(part, fitter) for part in shapely.get_parts(shape)]
    whole = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return Fitted(whole, fitter.moved, fitter.farthest_m, fitter.added)


def _fit_polygon(polygon: Any, fitter: _Fitter) -> Any:
    shell, *holes = (fitter.ring(np.asarray(shapely.get_coordinates(ring))) for ring in _rings(polygon))
    return shapely.Polygon(shell, [hole for hole in holes if len(hole) >= 4]) if len(shell) >= 4 else shapely.Polygon()


def _rings(shape: BaseGeometry) -> NDArray[Any]:
    """All rings of the polygons of a shape."""
    return np.asarray(shapely.get_rings(shape), dtype=object)
