"""Single places: one pair of coordinates or two, which enclose nothing, in any notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kuanggui.errors import InputError
from kuanggui.spatial.formats.corner_rows import Corner, CornerTable, read_corners
from kuanggui.spatial.formats.notation import Notation, clean
from kuanggui.spatial.formats.parcels import Parcel, Ring
from kuanggui.spatial.formats.placing import Hint, Placed, place
from kuanggui.spatial.formats.recognising import Form, recognise
from kuanggui.spatial.formats.rows import split_lines

FEWEST_CORNERS = 3
_READINGS = (Notation.DECIMAL, Notation.PACKED)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PARTS = {4: ("°", "′"), 6: ("°", "′", "″")}  # how many numbers stand in a line → the signs of one angle
_NAMES = re.compile(r"(?:东经|北纬|经度|纬度)\s*[:=]?")
_LETTER = re.compile(r"[ENLB]\s*[:=]?\s*(?=\d)|(?<=[\d.])\s*[EN](?![A-Z])", re.IGNORECASE)
_SIGNED = re.compile(r"[°º˚度]")
_BLANK_IN_ANGLE = re.compile(r"(?<=[°º˚度′'’‘分])\s+(?=\d)(?!\d{1,3}\s*[°º˚度])")
_ANGLE_END = re.compile(r"(?<=[″\"”“秒′'’‘分°º˚度])\s*[EN]?[\s,;]*(?=[EN]?:?\d)(?!\d+(?:\.\d+)?[′'’‘分″\"”“秒])", re.I)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees on CGCS2000; `reading` is the notation where several are possible, else empty."""

    label: str
    lon: float
    lat: float
    reading: str = ""


@dataclass(frozen=True, slots=True)
class PointReading:
    """The places of a text, in every notation that is possible, and the system that the text was taken for."""

    points: tuple[Point, ...]
    crs: str


def read_points(text: str) -> PointReading | None:
    """The places of a text with too few of them for a range, else None; raises InputError for what lies nowhere in China."""
    plain = "\n".join(_join_parts(line) for line in clean(text).splitlines() if line.strip())
    if not plain or recognise(plain) is not Form.TABLE:
        return None
    try:
        table = read_corners(split_lines(plain))
    except InputError:
        return None
    return _place(table) if len(table.corners) < FEWEST_CORNERS else None


def _join_parts(line: str) -> str:
    """A line whose angles are written in parts parted by blanks, or by letters, as two cells."""
    line = _NAMES.sub(" ", line.replace("、", ",")).strip()
    if _SIGNED.search(line):
        return _ANGLE_END.sub(",", _BLANK_IN_ANGLE.sub("", line))
    bare = _LETTER.sub(" ", line)
    numbers = _NUMBER.findall(bare)
    if _NUMBER.sub("", bare).strip(" ,;\t"):
        return line
    signs = _PARTS.get(len(numbers), ())
    half = len(signs)
    angles = [numbers[:half], numbers[half:]] if half else []
    if angles and all(float(part) < 60 for angle in angles for part in angle[1:]):
        return ",".join("".join(number + sign for number, sign in zip(angle, signs, strict=True)) for angle in angles)
    return bare.strip()


def _place(table: CornerTable) -> PointReading:
    hint = Hint().filled(
        central_meridian=table.statements.central_meridian,
        zone_width=table.statements.zone_width,
        datum=table.datum or table.statements.datum,
    )
    written = [Parcel((_as_ring(table.corners),))]
    try:
        placed = place(written, hint)
    except InputError as error:
        both = _place_in_every_way(table.corners, written, hint)
        if both is None:
            raise error
        return both
    return PointReading(tuple(_points(table.corners, placed, "")), placed.crs.system.name)


def _place_in_every_way(corners: Sequence[Corner], written: list[Parcel], hint: Hint) -> PointReading | None:
    """Both readings of degrees that may be packed or not."""
    found: list[Point] = []
    for notation in _READINGS:
        try:
            placed = place(written, replace(hint, notation=notation, decided=True))
        except InputError:
            return None
        found.extend(_points(corners, placed, notation.value))
    return PointReading(tuple(found), placed.crs.system.name)


def _points(corners: Sequence[Corner], placed: Placed, reading: str) -> list[Point]:
    x, y = np.array(placed.points[0], dtype=np.float64).T
    lons, lats = placed.crs.to_degrees(x, y)
    return [
        Point(corner.label or str(n), float(lon), float(lat), reading)
        for n, (corner, lon, lat) in enumerate(zip(corners, lons, lats, strict=True), 1)
    ]


def _as_ring(corners: Sequence[Corner]) -> Ring:
    return Ring(
        tuple(corner.label for corner in corners),
        tuple(corner.first for corner in corners),
        tuple(corner.second for corner in corners),
        False,
        tuple(corner.place for corner in corners),
    )
