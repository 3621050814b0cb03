"""Shapely at its best: STRtree over Hilbert-ordered tiles, containment shortcut, two threads with prepared blocks of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely
from overlay.data import Data, Pairs, add_tiles


class ShapelyTuned:
    name = "shapely, tuned"

    def load(self, data: Data) -> None:
        self.blocks = shapely.from_wkb(shapely.to_wkb(data.block_shapes))
        shapely.prepare(self.blocks)
        self.tiles = {name: layer.tiles for name, layer in data.layers.items()}
        self.origin = {name: layer.origin for name, layer in data.layers.items()}
        self.areas = {name: shapely.area(tiles) for name, tiles in self.tiles.items()}
        self.trees = {name: shapely.STRtree(tiles) for name, tiles in self.tiles.items()}
        for tree in self.trees.values():
            tree.query(self.blocks[0])  # the tree is built at the first question

    def _block(self, layer: str, block: int) -> Pairs:
        shape, tiles = self.blocks[block], self.tiles[layer]
        found = self.trees[layer].query(shape)
        inside = shapely.contains_properly(shape, tiles[found])
        rest = found[~inside]
        rest = rest[shapely.intersects(shape, tiles[rest])]
        area = np.concatenate(
            [self.areas[layer][found[inside]], shapely.area(shapely.intersection(shape, tiles[rest]))]
        )
        found = np.concatenate([found[inside], rest])
        return np.full(len(found), block), found, area

    def run(self, layer: str) -> Pairs:
        order = np.arange(len(self.blocks))
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda block: self._block(layer, block), order))
        block, tile, area = (np.concatenate([result[k] for result in results]) for k in range(3))
        return add_tiles(block, tile, area, self.origin[layer])

    def one(self, block: int) -> None:
        for layer in self.tiles:
            self._block(layer, block)
