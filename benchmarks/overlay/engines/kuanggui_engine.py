"""Kuanggui, with ellipsoidal areas (what it is for) or on the plane as drawn (to compare areas with the others)."""

from __future__ import annotations

import numpy as np
from overlay.data import Data, Pairs

from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import Polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks, prepare_layer


class Kuanggui:
    loaded = 0.0

    def __init__(self, *, ellipsoidal: bool) -> None:
        self.ellipsoidal = ellipsoidal
        self.name = f"Kuanggui, {'ellipsoidal' if ellipsoidal else 'plane'}"

    def load(self, data: Data) -> None:
        self.raw = self._place(data.blocks)
        self.blocks = prepare_blocks(self.raw)
        self.layers: dict[str, Prepared] = {
            name: prepare_layer(self._place(layer.table)) for name, layer in data.layers.items()
        }

    def _place(self, polygons: Polygons) -> Polygons:
        return polygons if self.ellipsoidal else polygons.with_coordinates(polygons.x - 26e6, polygons.y, EQUAL_AREA)

    def run(self, layer: str) -> Pairs:
        found = overlay(self.blocks, self.layers[layer], threads=2)
        return found.block, found.feature, found.area_m2

    def one(self, block: int) -> None:
        prepared = prepare_blocks(self.raw.take(np.array([block])))
        for layer in self.layers.values():
            overlay(prepared, layer, threads=1)
