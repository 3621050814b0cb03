"""Use case: a vector tile of the features of a plan, the same on either store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.app.atlas.ground import Ground
from kuanggui.model.feature import FeatureVersion
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.tile.fit import PIXEL, SMALL, fit, inside, place, sides
from kuanggui.spatial.tile.grid import BUFFER, Tile
from kuanggui.spatial.tile.mvt import TileLayer, Value, encode_tile

FEATURES, LABELS = "features", "labels"
ROOM = 60 * PIXEL
"""How long a shape has to be to bear its name."""


def plan_tile(ground: Ground, tile: Tile) -> bytes:
    """Features in a tile with id, kind, status, mark and name; those too small for a shape as a point at their middle.

    Layer `features` has the shapes; layer `labels` the names: of each feature that has room for its own a point inside it, in the
    one tile where that point lies.
    """
    near = ground.within(tile.window(BUFFER))
    if not len(near):
        return b""
    properties = [_properties(ground.version(k)) for k in near.tolist()]
    size = sides(ground.boxes[near], tile)
    numbers = (ground.drawn[near] + 1).tolist()
    shapes = fit(_shrunk(ground.shapes[near], size), tile)
    return encode_tile(
        [
            TileLayer(FEATURES, shapes, numbers, properties),
            _labels(ground.shapes[near], size, tile, numbers, properties),
        ]
    )


def _labels(
    shapes: NDArray[Any], size: Floats, tile: Tile, numbers: Sequence[int], properties: Sequence[dict[str, Value]]
) -> TileLayer:
    roomy = np.flatnonzero(size >= ROOM)
    middles = place(shapely.point_on_surface(shapes[roomy]), tile)
    here = inside(middles)
    points = np.asarray(shapely.points(np.round(shapely.get_coordinates(middles[here]))), dtype=object)
    named = roomy[here].tolist()
    return TileLayer(
        LABELS,
        points,
        [numbers[k] for k in named],
        [properties[k] for k in named],
    )


def _properties(version: FeatureVersion) -> dict[str, Value]:
    feature = version.feature
    return {
        "id": feature.id,
        "kind": feature.kind.value,
        "status": feature.status.value,
        "mark": feature.shape.mark.value,
        "name": feature.name,
    }


def _shrunk(shapes: NDArray[Any], size: NDArray[Any]) -> NDArray[Any]:
    """Shapes, those too small to be seen as points."""
    small = size < SMALL
    shown = shapes.copy()
    shown[small] = shapely.centroid(shapes[small])
    return shown
