"""GDAL, a reader that is not ours, reads from our tiles the shapes and properties that were put in."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuanggui.spatial.tile.mvt import TileLayer, encode_tile

HOLED = shapely.Polygon([(0, 0), (400, 0), (400, 400), (0, 400)], [[(100, 100), (100, 200), (200, 200), (200, 100)]])
SHAPES = {
    "polygon": HOLED,
    "polygons": shapely.MultiPolygon([HOLED, shapely.box(1000, 1000, 1008, 4000)]),
    "line": shapely.LineString([(0, 0), (4096, 4096), (64, 7)]),
    "lines": shapely.MultiLineString([[(0, 0), (9, 9)], [(4000, 3), (50, 80), (60, 80)]]),
    "point": shapely.Point(17, 4095),
    "points": shapely.MultiPoint([(1, 2), (3, 4), (3000, 4000)]),
}


def _layer(shapes: list[shapely.Geometry], name: str = "zones") -> TileLayer:
    turned = shapely.orient_polygons(np.array(shapes, dtype=object), exterior_cw=False)
    return TileLayer(name, turned, range(len(shapes)), [{"name": f"第{k}号"} for k in range(len(shapes))])


def _read(tile: bytes, folder: Path, layer: str = "zones") -> list[shapely.Geometry]:
    """The shapes as GDAL has them, in units of the tile."""
    path = folder / "tile.mvt"
    path.write_bytes(tile)
    meta, _, wkb, _ = pyogrio.raw.read(path, layer=layer)
    assert meta["crs"] is None
    return [
        shapely.transform(shape, lambda p: np.column_stack([p[:, 0], 4096 - p[:, 1]]))
        for shape in shapely.from_wkb(wkb)
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    (found,) = _read(encode_tile([_layer([SHAPES[name]])]), tmp_path)
    assert shapely.equals(found, SHAPES[name])


def test_shapes_of_a_layer_start_from_the_corner_each(tmp_path: Path) -> None:
    shapes = [shapely.box(k, 2 * k, k + 50, 2 * k + 40) for k in range(0, 900, 90)]
    found = _read(encode_tile([_layer(shapes)]), tmp_path)
    assert shapely.equals(np.array(found), np.array(shapes)).all()


def test_properties_of_every_type_come_back(tmp_path: Path) -> None:
    properties: dict[str, str | int | float | bool] = {"a": "甲", "b": -3, "c": 1.25, "d": True}
    tile = encode_tile([TileLayer("x", np.array([shapely.Point(1, 1)]), [7], [properties])])
    (tmp_path / "t.mvt").write_bytes(tile)
    meta, _, _, columns = pyogrio.raw.read(tmp_path / "t.mvt")
    assert dict(zip(meta["fields"], (column[0] for column in columns), strict=True)) == {"mvt_id": 7, **properties}


def test_layers_lie_side_by_side(tmp_path: Path) -> None:
    tile = encode_tile([_layer([HOLED], "one"), _layer([shapely.Point(3, 4)], "two")])
    assert [_read(tile, tmp_path, name)[0].geom_type for name in ("one", "two")] == ["MultiPolygon", "Point"]


def test_what_has_shrunk_to_nothing_is_left_out() -> None:
    gone = [shapely.Polygon([(3, 3), (3, 3), (3, 3)]), shapely.LineString([(1, 1), (1, 1)]), shapely.Polygon()]
    assert encode_tile([TileLayer("x", np.array(gone, dtype=object), [0, 1, 2], [{}] * 3)]) == b""


STEP = st.integers(-(2**20), 2**20)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STEP, STEP), min_size=2, max_size=6, unique=True))
def test_steps_of_any_length_come_back(points: list[tuple[int, int]]) -> None:
    tile = encode_tile([TileLayer("x", np.array([shapely.LineString(points)]), [0], [{}])])
    assert _decode_line(tile) == points


def _decode_line(tile: bytes) -> list[tuple[int, int]]:
    """The points of the one line of a tile, by the specification."""
    feature = _fields(_fields(_fields(tile)[3])[2])
    numbers, bits, number = [], 0, 0
    for byte in feature[4]:
        number |= (byte & 0x7F) << bits
        bits += 7
        if byte < 0x80:
            numbers.append(number)
            bits = number = 0
    assert (numbers[0], numbers[3]) == (9, 2 | (len(numbers) - 4) // 2 << 3)
    steps = [(n >> 1) ^ -(n & 1) for n in (*numbers[1:3], *numbers[4:])]
    xs, ys = np.cumsum(steps[::2]).tolist(), np.cumsum(steps[1::2]).tolist()
    return list(zip(xs, ys, strict=True))


def _fields(message: bytes) -> dict[int, bytes]:
    """Fields of a message that are runs of bytes."""
    found: dict[int, bytes] = {}
    at = 0

    def varint() -> int:
        nonlocal at
        value, bits = 0, 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << bits
            bits += 7
            if byte < 0x80:
                return value

    while at < len(message):
        tag = varint()
        if tag & 7 == 2:
            size = varint()
            found[tag >> 3] = message[at : at + size]
            at += size
        else:
            varint()
    return found
