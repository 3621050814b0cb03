"""GeoPandas: `overlay`, or `sjoin` and then `intersection` of the joined rows."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely
from overlay.data import Data, Pairs


class GeoPandas:
    def __init__(self, method: str) -> None:
        self.method = method
        self.name = f"GeoPandas {method}"

    def load(self, data: Data) -> None:
        self.blocks = geopandas.GeoDataFrame({"block": np.arange(len(data.block_shapes))}, geometry=data.block_shapes)
        self.layers = {
            name: geopandas.GeoDataFrame({"feature": np.arange(len(layer.shapes))}, geometry=layer.shapes)
            for name, layer in data.layers.items()
        }
        for frame in self.layers.values():
            frame.sindex.query(data.block_shapes[0])

    def _run(self, blocks: geopandas.GeoDataFrame, layer: str) -> Pairs:
        frame = self.layers[layer]
        if self.method == "overlay":
            result = geopandas.overlay(blocks, frame, how="intersection", keep_geom_type=True)
            return result["block"].to_numpy(), result["feature"].to_numpy(), result.area.to_numpy()
        joined = geopandas.sjoin(blocks, frame, predicate="intersects")
        shapes = frame.geometry.to_numpy()[joined["index_right"].to_numpy()]
        area = shapely.area(shapely.intersection(joined.geometry.to_numpy(), shapes))
        return joined["block"].to_numpy(), joined["feature"].to_numpy(), area

    def run(self, layer: str) -> Pairs:
        return self._run(self.blocks, layer)

    def one(self, block: int) -> None:
        for layer in self.layers:
            self._run(self.blocks.iloc[[block]], layer)
