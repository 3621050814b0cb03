"""Corner lists of features beside the rings they should describe, both in metres on the common plane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.theme import Theme
from kuanggui.errors import InputError
from kuanggui.model.package import Feature
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.formats.gdzb import read_gdzb

# A second of latitude in metres: rounding moves a corner by up to half of it on each axis.
_SECOND_M = 31.0
_READ: WeakKeyDictionary[PackageCase, Sequence[CornerList]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, eq=False)
class CornerList:
    """The list of a feature and its ring, rows of easting and northing without the closing point.

    `ring` is None for a polygon with holes or parts, `error` says why the list cannot be read; `rounding_m` is how far the
    printed places of the list let a corner be off.
    """

    theme: Theme
    feature: Feature
    field: str
    listed: Floats | None
    ring: Floats | None
    rounding_m: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Corners:
    """Listed corners in metres on the common plane, and how far their printed places let them be off."""

    points: Floats
    rounding_m: float


def corner_lists(case: PackageCase) -> Sequence[CornerList]:
    """Every filled corner list of a feature with a valid polygon, read once for all rules."""
    if case not in _READ:
        _READ[case] = tuple(_read_all(case))
    return _READ[case]


def _read_all(case: PackageCase) -> Iterator[CornerList]:
    for theme in case.known:
        field = theme.code("corners")
        if field is None or theme.data.geometry != "polygon":
            continue
        shapes = case.shapes(theme)
        for feature, shape in zip(shapes.features, shapes.plane, strict=True):
            text = feature.values.get(field)
            if text is not None:
                yield _read(case, theme, feature, field, str(text), ring_of(shape))


def _read(case: PackageCase, theme: Theme, feature: Feature, field: str, text: str, ring: Floats | None) -> CornerList:
    read = read_corners(case, text)
    if isinstance(read, str):
        return CornerList(theme, feature, field, None, ring, error=read)
    return CornerList(theme, feature, field, read.points, ring, read.rounding_m)


def read_corners(case: PackageCase, text: str) -> Corners | str:
    """The corners of a list, or why it cannot be read."""
    if case.plane is None:
        return "没有可用的平面"
    try:
        polygons = read_gdzb(text).polygons
    except InputError as error:
        return str(error)
    lon, lat = polygons.crs.to_degrees(polygons.x[:-1], polygons.y[:-1])
    points = np.column_stack(case.plane.from_degrees(lon, lat))
    return Corners(points, _rounding(text) if polygons.crs.is_geographic else 0.0)


def _rounding(text: str) -> float:
    """Half of the last printed place of a second on both axes, in metres."""
    first = text.replace("，", ",").split(",")[0]
    places = len(first.partition(".")[2].rstrip("″\"'") if "." in first else "")
    return float(np.hypot(_SECOND_M, _SECOND_M) / 2 * 10.0**-places)


def ring_of(shape: shapely.Geometry) -> Floats | None:
    """The corners of a polygon without the closing point and without repeated points; None where it has holes or parts."""
    parts = shapely.get_parts(shape)
    if len(parts) != 1 or len(parts[0].interiors):
        return None
    points = shapely.get_coordinates(parts[0].exterior)[:-1]
    kept = np.hypot(*(points - np.roll(points, 1, axis=0)).T) > 1e-3
    return np.asarray(points[kept])


def farthest_corner(listed: Floats, ring: Floats) -> tuple[int, float]:
    """The listed corner (from 1) that is farthest from its nearest corner of the ring, and that distance in metres."""
    distances = _distances(listed, ring).min(axis=1)
    worst = int(distances.argmax())
    return worst + 1, float(distances[worst])


def follows(listed: Floats, ring: Floats) -> bool:
    """Whether the listed corners meet the corners of the ring one after the other, either way round."""
    nearest = _distances(listed, ring).argmin(axis=1)
    steps = np.diff(np.append(nearest, nearest[0])) % len(ring)
    return bool((steps == 1).all() or (steps == len(ring) - 1).all())


def is_clockwise(points: Floats) -> bool:
    """Whether corners run clockwise."""
    x, y = (points - points[0]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)) < 0


def _distances(listed: Floats, ring: Floats) -> Floats:
    return np.asarray(np.hypot(listed[:, None, 0] - ring[None, :, 0], listed[:, None, 1] - ring[None, :, 1]))
