"""A reading written anew: every corner in the notation and zone that a format wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, find_gauss_kruger
from kuanggui.spatial.formats.datum import find_zone_of
from kuanggui.spatial.formats.notation import Notation, write_packed, write_signs
from kuanggui.spatial.formats.parcels import Parcel, Reading, Ring
from kuanggui.spatial.plane import to_crs


@dataclass(frozen=True, slots=True)
class CornerPlace:
    """A corner in both systems: degrees on CGCS2000 and metres in a Gauss-Krüger zone with its number in front."""

    label: str
    lon: float
    lat: float
    northing: float
    easting: float


def choose_zone(reading: Reading) -> Crs:
    """The 3° or 6° zone of the reading's plane coordinates with its number in front, else the 3° zone of its middle."""
    if not reading.polygons.crs.is_geographic:
        meridian, _ = find_zone_of(reading.polygons.crs.system)
        return find_gauss_kruger(round(meridian), 6 if _is_six_degrees(reading.polygons.crs) else 3, prefixed=True)
    lon = reading.polygons.x
    middle = (float(lon.min()) + float(lon.max())) / 2
    return find_gauss_kruger(3 * int((middle + 1.5) // 3), 3, prefixed=True)


def _is_six_degrees(crs: Crs) -> bool:
    return any(
        crs.definition == find_gauss_kruger(meridian, 6, prefixed=prefixed).definition
        for meridian in range(75, 136, 6)
        for prefixed in (True, False)
    )


def locate_corners(reading: Reading) -> list[list[list[CornerPlace]]]:
    """Corners of every ring of every parcel in both systems."""
    degrees = to_crs(reading.polygons, GEOGRAPHIC)
    plane = to_crs(reading.polygons, choose_zone(reading))
    spans = pairwise(reading.polygons.ring_starts.tolist())
    return [
        [
            [
                CornerPlace(ring.labels[k], *_at(degrees.x, degrees.y, first + k), *_at(plane.y, plane.x, first + k))
                for k in range(len(ring.labels))
            ]
            for ring, (first, _) in zip(parcel.rings, spans, strict=False)
        ]
        for parcel in reading.parcels
    ]


def _at(one: Floats, other: Floats, index: int) -> tuple[float, float]:
    return float(one[index]), float(other[index])


Write = Callable[[CornerPlace], tuple[str, str]]


def _write_metres(places: int) -> Write:
    return lambda corner: (f"{corner.northing:.{places}f}", f"{corner.easting:.{places}f}")


def _write_degrees(write: Callable[[float], str]) -> Write:
    return lambda corner: (write(corner.lon), write(corner.lat))


WRITERS: dict[Notation, Write] = {
    Notation.METRES: _write_metres(3),
    Notation.PACKED: _write_degrees(lambda value: write_packed(value, Notation.PACKED)),
    Notation.WHOLE: _write_degrees(lambda value: write_packed(value, Notation.WHOLE)),
    Notation.SIGNS: _write_degrees(write_signs),
    Notation.DECIMAL: _write_degrees(lambda value: f"{value:.9f}"),
}


def express(reading: Reading, notation: Notation) -> tuple[Parcel, ...]:
    """Parcels with their corners in a notation: metres as northing and easting, degrees as longitude and latitude."""
    write = WRITERS[notation]
    return tuple(
        replace(
            parcel,
            rings=tuple(_rewrite(ring, corners, write) for ring, corners in zip(parcel.rings, rings, strict=True)),
        )
        for parcel, rings in zip(reading.parcels, locate_corners(reading), strict=True)
    )


def _rewrite(ring: Ring, corners: Sequence[CornerPlace], write: Write) -> Ring:
    first, second = zip(*(write(corner) for corner in corners), strict=True)
    return replace(ring, first=first, second=second)


def turn_clockwise(parcels: Sequence[Parcel], areas: Iterator[float]) -> Iterator[Parcel]:
    """Parcels whose rings all run clockwise, from the signed area of each ring in order; the first corner stays first."""
    for parcel in parcels:
        yield replace(parcel, rings=tuple(_turn(ring) if next(areas) > 0 else ring for ring in parcel.rings))


def _turn(ring: Ring) -> Ring:
    def turned(values: tuple[str, ...]) -> tuple[str, ...]:
        return (*values[:1], *values[:0:-1])

    return replace(ring, labels=turned(ring.labels), first=turned(ring.first), second=turned(ring.second), places=())


def signed_areas(reading: Reading) -> Iterator[float]:
    """Signed plane area of every ring in the reading's own coordinates, counter-clockwise positive."""
    table = reading.polygons
    for first, last in pairwise(table.ring_starts.tolist()):
        x, y = table.x[first:last] - table.x[first], table.y[first:last] - table.y[first]
        yield float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)
