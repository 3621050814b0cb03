"""Use case: a vector tile of the features of a plan, the same on either store."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.app.atlas.ground import Ground
from kuanggui.model.feature import FeatureVersion
from kuanggui.spatial.tile.fit import SMALL, fit, inside, place, sides
from kuanggui.spatial.tile.grid import BUFFER, Tile
from kuanggui.spatial.tile.mvt import TileLayer, Value, encode_tile

FEATURES, LABELS = "features", "labels"


def plan_tile(ground: Ground, tile: Tile) -> bytes:
    """Features in a tile with id, kind, status, mark and name; those too small for a shape as a point at their middle.

    Layer `features` has the shapes; layer `labels` one point for each feature whose middle lies in the tile, with `size`, the
    longer side of its box in units of the tile, so that a name is written once and only where it has room.
    """
    near = ground.within(tile.window(BUFFER))
    if not len(near):
        return b""
    properties = [_properties(ground.version(k)) for k in near.tolist()]
    size = sides(ground.boxes[near], tile)
    numbers = (ground.drawn[near] + 1).tolist()
    shapes = fit(_shrunk(ground.shapes[near], size), tile)
    middles = place(shapely.point_on_surface(ground.shapes[near]), tile)
    labelled = inside(middles)
    labels = TileLayer(
        LABELS,
        np.asarray(shapely.points(np.round(shapely.get_coordinates(middles[labelled]))), dtype=object),
        [numbers[k] for k in labelled.tolist()],
        [properties[k] | {"size": round(float(size[k]))} for k in labelled.tolist()],
    )
    return encode_tile([TileLayer(FEATURES, shapes, numbers, properties), labels])


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
