"""What every engine is given: the same coordinates in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from overlay.keep import Keep
from overlay.workload import Workload

from kuanggui.spatial.hilbert import order_along_hilbert, order_boxes
from kuanggui.spatial.polygons import Polygons, to_shapely

MOST = 256  # vertices of a tile
LAYERS = ("farmland", "redline", "urban")
Pairs = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


@dataclass(frozen=True, eq=False)
class Layer:
    """Features in Hilbert order, as arrays and as shapely objects, and their tiles of at most 256 vertices."""

    table: Polygons
    shapes: NDArray[Any]
    tiles: NDArray[Any]
    origin: NDArray[Any]


@dataclass(frozen=True, eq=False)
class Data:
    blocks: Polygons
    block_shapes: NDArray[Any]
    layers: dict[str, Layer]


class Engine(Protocol):
    name: str

    def load(self, data: Data) -> None: ...

    def run(self, layer: str) -> Pairs: ...

    def one(self, block: int) -> None: ...


def arrange(work: Workload, keep: Keep) -> Data:
    layers = {}
    for name in LAYERS:
        table: Polygons = keep.get(f"{name}-sorted", partial(_sort, getattr(work, name)))
        shapes = to_shapely(table)
        small = shapely.get_num_coordinates(shapes).max() <= MOST
        tiles = (shapes, np.arange(len(shapes))) if small else keep.get(f"{name}-tiles", partial(_tile, shapes))
        layers[name] = Layer(table, shapes, *tiles)
    return Data(work.blocks, to_shapely(work.blocks), layers)


def _sort(table: Polygons) -> Polygons:
    return table.take(order_along_hilbert(table))


def _tile(shapes: NDArray[Any], most: int = MOST) -> tuple[NDArray[Any], NDArray[Any]]:
    """Valid tiles for engines that need them, the way ST_Subdivide makes them."""
    large = np.flatnonzero(shapely.get_num_coordinates(shapes) > most)
    if not len(large):
        return shapes, np.arange(len(shapes))
    tiles: list[Any] = list(np.delete(shapes, large))
    origin: list[int] = list(np.delete(np.arange(len(shapes)), large))
    for k in large:
        waiting = list(shapely.get_parts(shapes[k]))
        while waiting:
            shape = waiting.pop()
            if shapely.get_num_coordinates(shape) <= most:
                tiles.append(shape)
                origin.append(int(k))
                continue
            waiting.extend(part for half in _halves(shape) for part in shapely.get_parts(half) if part.area > 0)
    tile_array, origin_array = np.array(tiles), np.array(origin)
    centres = shapely.get_coordinates(shapely.centroid(tile_array))
    order = order_boxes(np.hstack([centres, centres]))
    return tile_array[order], origin_array[order]


def _halves(shape: Any) -> list[Any]:
    x0, y0, x1, y1 = shape.bounds
    x, y = np.median(shapely.get_coordinates(shape), axis=0)
    boxes = [(x0, y0, x, y1), (x, y0, x1, y1)] if x1 - x0 > y1 - y0 else [(x0, y0, x1, y), (x0, y, x1, y1)]
    return [shapely.intersection(shape, shapely.box(*box)) for box in boxes]  # clip_by_rect loses ground on such shapes


def add_tiles(block: NDArray[Any], tile: NDArray[Any], area: NDArray[Any], origin: NDArray[Any]) -> Pairs:
    """Areas of tiles added up by block and feature, and pairs without area left out."""
    feature = origin[tile]
    order = np.lexsort((feature, block))
    block, feature, area = block[order], feature[order], area[order]
    if not len(block):
        return block, feature, area
    first = np.flatnonzero((np.diff(block, prepend=-1) != 0) | (np.diff(feature, prepend=-1) != 0))
    area = np.add.reduceat(area, first)
    kept = area > 1e-6
    return block[first][kept], feature[first][kept], area[kept]
