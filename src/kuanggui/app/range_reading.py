"""Use case: show how ranges can be read before they are used, with every reading that is possible to choose from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from kuanggui.app.corners import RangeOptions, RangeSummary, describe_range, read_range
from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.divisions.counties import counties_under
from kuanggui.spatial.formats.notation import Notation
from kuanggui.spatial.formats.parcels import Doubt, Reading
from kuanggui.spatial.formats.recognising import Form
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import to_shapely

PASTED = "粘贴的坐标"
SHOWN = 200  # corners of a range in the table; its outline has all
NOTATIONS = (Notation.PACKED, Notation.DECIMAL, Notation.WHOLE, Notation.METRES)
SAME_DEGREES = 1e-12


@dataclass(frozen=True, slots=True)
class OutlinedCorner:
    """A corner in degrees on CGCS2000, and northing and easting in metres in the zone of the reading."""

    ring: int
    label: str
    lon: float
    lat: float
    northing: float
    easting: float


@dataclass(frozen=True, slots=True)
class OutlinedRange:
    """A range, its name empty where it has none: its outline as GeoJSON in degrees, corners, areas, perimeter."""

    name: str
    geometry: dict[str, Any]
    corners: list[OutlinedCorner]
    corner_count: int
    area_km2: str
    area_m2: float
    plane_area_m2: float
    geodesic_area_m2: float
    perimeter_m: float
    counties: list[str]


@dataclass(frozen=True, slots=True)
class DoubtAbout:
    """What was noticed in reading, and what else it could be."""

    where: str
    where_en: str
    text: str
    text_en: str
    readings: list[str]


@dataclass(frozen=True, slots=True)
class PossibleReading:
    """One way to read: `notation` chooses it, empty for the only one; format and its key, system as read, zone of the metres shown."""

    notation: str
    form: str
    format: str
    crs: str
    zone: str
    ranges: list[OutlinedRange]
    doubts: list[DoubtAbout]


@dataclass(frozen=True, slots=True)
class RangeReadings:
    """What was given, with its SHA-256, and how it can be read; the first reading stands unless nothing has `decided`."""

    document: str
    sha256: str
    decided: bool
    readings: list[PossibleReading]


def read_for_choice(source: Path | str, options: RangeOptions) -> RangeReadings:
    """Every possible reading of a file, or of a text given as such, the one that would be taken first.

    Raises InputError in one line when there is none.
    """
    data = source.encode() if isinstance(source, str) else source.read_bytes()
    name = PASTED if isinstance(source, str) else source.name
    taken, failure = _try(source, options)
    may_differ = options.reading is None and (taken is None or taken.form != Form.LAYER.value)
    others = [*_others(source, options, taken)] if may_differ else []
    if failure is not None and not others:
        raise failure
    if taken is not None:
        others.insert(0, (_notation_of(source, options, taken) if others else "", taken))
    readings = [_describe(notation, reading) for notation, reading in others]
    return RangeReadings(name, hashlib.sha256(data).hexdigest(), taken is not None, readings)


def _try(source: Path | str, options: RangeOptions) -> tuple[Reading | None, InputError | None]:
    try:
        return read_range(source, options), None
    except InputError as error:
        return None, error


def _others(source: Path | str, options: RangeOptions, taken: Reading | None) -> Iterator[tuple[str, Reading]]:
    """Readings by notation that lie elsewhere than the one taken."""
    known = [] if taken is None else [taken]
    for notation in NOTATIONS:
        reading, _ = _try(source, replace(options, reading=notation))
        if reading is not None and not any(_lie_alike(reading, other) for other in known):
            known.append(reading)
            yield notation.value, reading


def _notation_of(source: Path | str, options: RangeOptions, taken: Reading) -> str:
    """The notation that leads to the reading taken."""
    for notation in NOTATIONS:
        reading, _ = _try(source, replace(options, reading=notation))
        if reading is not None and _lie_alike(reading, taken):
            return notation.value
    return ""


def _lie_alike(one: Reading, other: Reading) -> bool:
    first, second = (to_crs(reading.polygons, GEOGRAPHIC) for reading in (one, other))
    return len(first.x) == len(second.x) and bool(
        np.allclose(first.x, second.x, rtol=0, atol=SAME_DEGREES)
        and np.allclose(first.y, second.y, rtol=0, atol=SAME_DEGREES)
    )


def _describe(notation: str, reading: Reading) -> PossibleReading:
    report = describe_range(reading)
    shapes = to_shapely(to_crs(reading.polygons, GEOGRAPHIC))
    ranges = [_outline(summary, shape) for summary, shape in zip(report.ranges, shapes, strict=True)]
    return PossibleReading(
        notation, report.form, report.format, report.crs, report.zone, ranges, [*map(_doubt, report.doubts)]
    )


def _outline(summary: RangeSummary, shape: Any) -> OutlinedRange:
    corners = [
        OutlinedCorner(ring_number, c.label, c.lon, c.lat, c.northing, c.easting)
        for ring_number, ring in enumerate(summary.corners, 1)
        for c in ring
    ]
    return OutlinedRange(
        summary.parcel.name, json.loads(shapely.to_geojson(shape)), corners[:SHOWN], len(corners),
        str(summary.area_km2), summary.area_m2, summary.plane_area_m2, summary.geodesic_area_m2, summary.perimeter_m,
        [*counties_under(shape)],
    )  # fmt: skip


def _doubt(doubt: Doubt) -> DoubtAbout:
    return DoubtAbout(doubt.where, doubt.where_en, doubt.text, doubt.text_en, list(doubt.readings))


def doubts_told(doubts: Sequence[DoubtAbout]) -> tuple[str, ...]:
    """Doubts as an answer keeps them, one line each."""
    return tuple(f"{doubt.where}：{doubt.text}" for doubt in doubts)
