"""Rows of the kernel as shapely shapes that other programs can use."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.polygons import to_shapely
from kuanggui.spatial.prepared import Prepared


def fetch_shapes(rows: Prepared, chosen: Integers) -> NDArray[Any]:
    """Valid multipolygons of some rows, on the kernel's plane.

    The kernel tells holes by their turn alone, and rings of tiles run to and fro along the cuts. Counting the ground
    between all rings by even and odd makes valid shapes of both.
    """
    table = rows.polygons.take(chosen)
    shapes = to_shapely(table)
    doubtful = np.flatnonzero((np.diff(table.feature_rings) > 1) | rows.is_tile[chosen])
    doubtful = doubtful[~shapely.is_valid(shapes[doubtful])]
    for k in doubtful.tolist():
        rings = [keep_polygons(shapely.make_valid(part)) for part in _list_rings(shapes[k])]
        shapes[k] = keep_polygons(reduce(shapely.symmetric_difference, rings))
    return shapes


def layer_shapes(layer: Prepared, rows: Integers) -> NDArray[Any]:
    """The same for rows of a layer that is asked again and again: each row is made valid once."""
    kept = layer.kept_shapes
    missing = np.array([row for row in rows.tolist() if row not in kept], dtype=np.int64)
    if len(missing):
        kept.update(zip(missing.tolist(), fetch_shapes(layer, missing), strict=True))
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [kept[row] for row in rows.tolist()]
    return shapes


def _list_rings(shape: Any) -> list[Any]:
    return [shapely.Polygon(ring) for part in shape.geoms for ring in (part.exterior, *part.interiors)]


def keep_polygons(shape: Any) -> Any:
    """The polygons of a shape of any kind as one multipolygon; lines and points are left out."""
    parts = [part for piece in shapely.get_parts(shape) for part in shapely.get_parts(piece)]
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
