"""SedonaDB: plain intersection, of features or of tiles. Its containment tests are not used: they err on some valid pairs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import sedonadb
import shapely
from overlay.data import Data, Pairs, add_tiles


class Sedona:
    def __init__(self, method: str) -> None:
        self.method = method
        self.name = f"SedonaDB, {method}"

    def load(self, data: Data) -> None:
        self.base = sedonadb.connect()
        self._table("blocks", data.block_shapes)
        self.origin = {}
        for name, layer in data.layers.items():
            plain = self.method == "plain"
            self._table(name, layer.shapes if plain else layer.tiles)
            self.origin[name] = np.arange(len(layer.shapes)) if plain else layer.origin

    def _table(self, name: str, shapes: np.ndarray) -> None:
        wkb = pa.array(shapely.to_wkb(shapes), pa.large_binary() if len(shapes) > 500_000 else pa.binary())
        frame = self.base.create_data_frame(pa.table({"i": np.arange(len(shapes)), "w": wkb}))
        frame.to_view(f"{name}_raw", overwrite=True)
        self.base.sql(f"SELECT i, ST_GeomFromWKB(w) AS g FROM {name}_raw").to_memtable().to_view(name, overwrite=True)

    def _query(self, layer: str, where: str = "") -> pa.Table:
        sql = f"""SELECT b.i AS block, f.i AS tile, ST_Area(ST_Intersection(b.g, f.g)) AS area
                  FROM blocks b JOIN {layer} f ON ST_Intersects(b.g, f.g) {where}"""
        return self.base.sql(sql).to_arrow_table()

    def run(self, layer: str) -> Pairs:
        found = self._query(layer)
        block, tile, area = (found[name].to_numpy() for name in ("block", "tile", "area"))
        return add_tiles(block, tile, area, self.origin[layer])

    def one(self, block: int) -> None:
        for layer in self.origin:
            self._query(layer, f"WHERE b.i = {block}")
