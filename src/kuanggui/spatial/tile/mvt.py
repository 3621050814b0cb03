"""Layers of shapes as a Mapbox vector tile, version 2.1: coordinates of a whole layer are written by numpy at once.

The format is a handful of protobuf fields (github.com/mapbox/vector-tile-spec), so that no protobuf library is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.tile.grid import EXTENT

MOVE, LINE, CLOSE = 1, 2, 7
POINT, LINESTRING, POLYGON = 1, 2, 3
_KINDS = {0: POINT, 4: POINT, 1: LINESTRING, 5: LINESTRING, 3: POLYGON, 6: POLYGON}
Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A layer of a tile: shapes in units of the tile (`fit`), their numbers and their properties."""

    name: str
    shapes: NDArray[Any]
    numbers: Sequence[int]
    properties: Sequence[Mapping[str, Value]]


def encode_tile(layers: Sequence[TileLayer]) -> bytes:
    """The bytes of a tile; shapes without any extent left and layers without shapes are left out."""
    return b"".join(_field(3, body) for layer in layers if (body := _layer(layer)))


def _layer(layer: TileLayer) -> bytes:
    words = _Words()
    features = []
    for kind, chosen in _by_kind(layer.shapes):
        for position, commands in zip(chosen.tolist(), _geometries(layer.shapes[chosen], kind), strict=True):
            if commands:
                tags = words.tags(layer.properties[position])
                number = b"\x08" + _varint(layer.numbers[position])
                said = _field(2, tags) if tags else b""
                features.append(_field(2, number + said + b"\x18" + _varint(kind) + _field(4, commands)))
    if not features:
        return b""
    head = b"\x78\x02" + _field(1, layer.name.encode())
    return head + b"".join(features) + words.fields() + b"\x28" + _varint(EXTENT)


def _by_kind(shapes: NDArray[Any]) -> list[tuple[int, Integers]]:
    """Positions of the points, lines and polygons that are not empty."""
    types, filled = shapely.get_type_id(shapes), ~shapely.is_empty(shapes)
    kinds = np.array([_KINDS.get(each, 0) for each in range(8)])[types] * filled
    return [(kind, np.flatnonzero(kinds == kind)) for kind in (POINT, LINESTRING, POLYGON) if (kinds == kind).any()]


def _geometries(shapes: NDArray[Any], kind: int) -> list[bytes]:
    """The commands of each shape, empty for one that has shrunk to nothing."""
    points, lines, owners = _lines(shapes, kind)
    kept = _turning(points, lines)
    if kind == POLYGON:  # a ring ends where it began, which its last command says
        kept[lines[1:] - 1] = False
    lines = np.concatenate([[0], np.cumsum(kept)])[lines]
    points = points[kept]
    least = {POINT: 1, LINESTRING: 2, POLYGON: 3}[kind]
    points, lines, owners = _drop(points, lines, owners, np.diff(lines) >= least)
    if kind == POLYGON:
        points, lines, owners = _drop(points, lines, owners, _areas(points, lines) != 0)
    return _commands(points, lines, owners, kind, len(shapes))


def _lines(shapes: NDArray[Any], kind: int) -> tuple[Integers, Integers, Integers]:
    """Points as whole numbers, where each line, ring or point starts among them, and the shape each belongs to."""
    if kind == POINT:  # all points of a shape are one run
        parts, owners = shapes, np.arange(len(shapes), dtype=np.int64)
    else:
        parts, owners = shapely.get_parts(shapes, return_index=True)
    if kind == POLYGON:
        parts, rings = shapely.get_rings(parts, return_index=True)
        owners = owners[rings]
    coordinates = shapely.get_coordinates(parts)
    starts = np.concatenate([[0], np.cumsum(shapely.get_num_coordinates(parts))])
    return coordinates.astype(np.int64), starts.astype(np.int64), owners


def _turning(points: Integers, lines: Integers) -> NDArray[np.bool_]:
    """Points that are not the same as the one before them on their line."""
    kept = np.ones(len(points), dtype=np.bool_)
    kept[1:] = (points[1:] != points[:-1]).any(axis=1)
    kept[lines[:-1]] = True
    return kept


def _drop(
    points: Integers, lines: Integers, owners: Integers, wanted: NDArray[np.bool_]
) -> tuple[Integers, Integers, Integers]:
    sizes = np.diff(lines)
    starts = np.concatenate([[0], np.cumsum(sizes[wanted])]).astype(np.int64)
    return points[np.repeat(wanted, sizes)], starts, owners[wanted]


def _areas(points: Integers, lines: Integers) -> Floats:
    """Twice the signed area of rings without their closing point."""
    following = np.arange(1, len(points) + 1)
    following[lines[1:] - 1] = lines[:-1]
    crosses = points[:, 0] * points[following, 1] - points[following, 0] * points[:, 1]
    return np.add.reduceat(crosses, lines[:-1]) if len(lines) > 1 else np.empty(0)


def _commands(points: Integers, lines: Integers, owners: Integers, kind: int, count: int) -> list[bytes]:
    """One run of numbers for all shapes, cut at the shapes.

    The points of a shape are MoveTo(n) and n steps. A line is MoveTo(1), its first step, LineTo(n - 1), its other steps; a ring
    has ClosePath after them.
    """
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    first = np.searchsorted(owners, np.unique(owners))  # the cursor is back at the corner when a shape begins
    steps[lines[first]] = points[lines[first]]
    zigzag = (steps << 1) ^ (steps >> 63)
    sizes = np.diff(lines)
    lengths = 2 * sizes + 1 + (kind != POINT) + (kind == POLYGON)
    begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    numbers = np.empty(begins[-1], dtype=np.int64)
    numbers[begins[:-1]] = MOVE | ((sizes if kind == POINT else np.ones_like(sizes)) << 3)
    shift = np.ones(len(points), dtype=np.int64)
    if kind != POINT:
        numbers[begins[:-1] + 3] = LINE | ((sizes - 1) << 3)
        shift += 1
        shift[lines[:-1]] = 1
    if kind == POLYGON:
        numbers[begins[1:] - 1] = CLOSE | (1 << 3)
    places = np.repeat(begins[:-1] - 2 * lines[:-1], sizes) + 2 * np.arange(len(points)) + shift
    numbers[places], numbers[places + 1] = zigzag[:, 0], zigzag[:, 1]
    widths = _widths(numbers)
    ends = np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)
    written = _varints(numbers)
    edges = ends[begins[np.searchsorted(owners, np.arange(count + 1))]].tolist()
    return [written[edges[k] : edges[k + 1]] for k in range(count)]


class _Words:
    """Keys and values of a layer, each written once; what stands for them are their numbers as bytes."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._values: dict[tuple[type, Value], bytes] = {}

    def tags(self, properties: Mapping[str, Value]) -> bytes:
        """Numbers of keys and values in turn."""
        keys, values = self._keys, self._values
        found: list[bytes] = []
        for key, value in properties.items():
            typed = type(value), value
            if key not in keys:
                keys[key] = _varint(len(keys))
            if typed not in values:
                values[typed] = _varint(len(values))
            found += (keys[key], values[typed])
        return b"".join(found)

    def fields(self) -> bytes:
        """All keys and values in the order of their numbers."""
        keys = [_field(3, key.encode()) for key in self._keys]
        return b"".join([*keys, *[_field(4, _value(value)) for _, value in self._values]])


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"\x38" + _varint(int(value))
    if isinstance(value, str):
        return _field(1, value.encode())
    if isinstance(value, int):
        return b"\x30" + _varint((value << 1) ^ (value >> 63))
    return b"\x19" + np.float64(value).tobytes()


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    return _SHORT[value] if value < len(_SHORT) else _long(value)


def _long(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


_SHORT = tuple(_long(value) for value in range(1 << 14))
"""The numbers of one and two bytes, which are most of those outside the shapes."""


def _widths(numbers: Integers) -> Integers:
    """Bytes that each number takes."""
    widths = np.ones(len(numbers), dtype=np.int64)
    for bits in range(7, 35, 7):
        widths += numbers >= (1 << bits)
    return widths


def _varints(numbers: Integers) -> bytes:
    """Numbers below 2^35 one after the other."""
    widths = _widths(numbers)
    ends = np.cumsum(widths)
    written = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(5):
        some = widths > place
        more = np.where(widths[some] > place + 1, 0x80, 0)
        written[ends[some] - widths[some] + place] = (numbers[some] >> (7 * place)) & 0x7F | more
    return written.tobytes()
