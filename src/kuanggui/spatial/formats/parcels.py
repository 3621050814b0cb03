"""What a coordinate text holds: parcels of rings of numbered corners, before and after their place on the earth is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kuanggui.spatial.crs import Crs
from kuanggui.spatial.polygons import Polygons


@dataclass(frozen=True, slots=True)
class Ring:
    """Corners in order, the first not repeated. `first` and `second` are the two columns as written.

    `places` tells where each corner stands in the file, as far as that is known.
    """

    labels: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    hole: bool = False
    places: tuple[str, ...] = ()

    def place_of(self, corner: int) -> str:
        """Where a corner stands: in the file if known, else by its number in the ring."""
        return f"{self.places[corner]}：" if corner < len(self.places) else f"第 {corner + 1} 点："


@dataclass(frozen=True, slots=True)
class Parcel:
    """Rings under one name, with what else the text says: elevation limits in metres, further attributes, where it stands."""

    rings: tuple[Ring, ...]
    name: str = ""
    lowest_m: float | None = None
    highest_m: float | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    place: str = ""


_LINE = re.compile(r"第 ?(\d+) ?行")
_WHERE = {
    "坐标系": "reference system",
    "全部坐标": "all coordinates",
    "坐标列": "columns of coordinates",
    "几何": "geometry",
    "带号": "zone",
    "标高": "elevation",
    "范围": "range",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the reader noticed: where, what, and the readings that are possible if there are several; `text_en` in English."""

    where: str
    text: str
    readings: tuple[str, ...] = ()
    text_en: str = ""

    @property
    def where_en(self) -> str:
        """Where, in English: a kind of thing, a line, or a name as it is."""
        line = _LINE.fullmatch(self.where)
        return f"line {line[1]}" if line else _WHERE.get(self.where, self.where)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Parcels of a text with their polygons, one a parcel, the doubts about it, and the format it was read as."""

    parcels: tuple[Parcel, ...]
    polygons: Polygons
    doubts: tuple[Doubt, ...]
    form: str = ""


def build_polygons(parcels: Sequence[Parcel], points: Sequence[Sequence[tuple[float, float]]], crs: Crs) -> Polygons:
    """Polygons from the placed corners of all rings in order; a ring that is not a hole begins a part."""
    closed = [np.array([*ring, ring[0]], dtype=np.float64) for ring in points]
    coordinates = np.concatenate(closed)
    ring_starts = np.concatenate([[0], np.cumsum([len(ring) for ring in closed])]).astype(np.int64)
    shells = [
        number for number, ring in enumerate(ring for parcel in parcels for ring in parcel.rings) if not ring.hole
    ]
    parts = np.array([*shells, len(closed)], dtype=np.int64)
    counts = [sum(not ring.hole for ring in parcel.rings) for parcel in parcels]
    features = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Polygons(coordinates[:, 0].copy(), coordinates[:, 1].copy(), ring_starts, parts, features, crs)
