"""Outlines packed by another program are read back to the corner."""

import itertools
import struct

import pytest

from kuanggui.spatial.divisions.packed import read_outlines

CORNERS = [(100.0, 30.0), (100.5, 30.0), (100.5, 30.4), (100.0, 30.0)]


def _ring(steps: bool) -> bytes:
    counts = [(round((lon + 180) / 2e-6), round((lat + 90) / 2e-6)) for lon, lat in CORNERS]
    if steps:
        counts = [counts[0], *((counts[0][0] + n, counts[0][1] + n * n) for n in (1, 2)), counts[0]]
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(counts)]
        return struct.pack("<3I", 1, *counts[0]) + b"".join(struct.pack("<2h", *move) for move in moves)
    return struct.pack("<I", 0) + b"".join(struct.pack("<2I", *count) for count in counts)


def _list(*parts: bytes) -> bytes:
    return struct.pack(f"<{1 + len(parts)}I", len(parts), *map(len, parts)) + b"".join(parts)


def test_a_polygon_of_whole_corners_comes_back() -> None:
    (outline,) = read_outlines(_list(struct.pack("<I", 5) + _list(_ring(steps=False))))
    assert list(outline.exterior.coords) == CORNERS


def test_a_ring_of_steps_is_summed_up() -> None:
    (outline,) = read_outlines(_list(struct.pack("<I", 6) + _list(_list(_ring(steps=True)))))
    assert list(outline.geoms[0].exterior.coords)[:3] == [
        (100.0, 30.0),
        (100.000002, 30.000002),
        (100.000004, 30.000008),
    ]


def test_another_kind_of_geometry_is_refused() -> None:
    with pytest.raises(ValueError, match="kind 0"):
        list(read_outlines(_list(struct.pack("<I", 0))))
