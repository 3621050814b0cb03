"""DuckDB spatial: plain intersection, or tiles with the containment shortcut; its extension comes from PyPI."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely
from overlay.data import Data, Pairs, add_tiles

_AREA = {
    "plain": "ST_Area(ST_Intersection(b.g, f.g))",
    "tiled, CASE": "CASE WHEN ST_Contains(b.g, f.g) THEN f.a ELSE ST_Area(ST_Intersection(b.g, f.g)) END",
}


class DuckDb:
    def __init__(self, method: str) -> None:
        self.method = method
        self.name = f"DuckDB spatial, {method}"

    def load(self, data: Data) -> None:
        import duckdb_extension_spatial

        folder = Path(duckdb_extension_spatial.__file__).parent
        self.base = duckdb.connect(config={"threads": 2, "allow_unsigned_extensions": "true"})
        self.base.execute(f"LOAD '{next(folder.rglob('spatial.duckdb_extension'))}'")
        self._table("blocks", data.block_shapes)
        self.origin = {}
        for name, layer in data.layers.items():
            plain = self.method == "plain"
            self._table(name, layer.shapes if plain else layer.tiles)
            self.origin[name] = np.arange(len(layer.shapes)) if plain else layer.origin

    def _table(self, name: str, shapes: np.ndarray) -> None:
        source = pa.table({"i": np.arange(len(shapes)), "a": shapely.area(shapes), "w": shapely.to_wkb(shapes)})
        self.base.register("source", source)
        self.base.execute(f"CREATE TABLE {name} AS SELECT i, a, ST_GeomFromWKB(w) g FROM source ORDER BY i")
        self.base.unregister("source")

    def _query(self, layer: str, where: str = "") -> dict[str, np.ndarray]:
        sql = f"""SELECT b.i AS block, f.i AS tile, {_AREA[self.method]} AS area
                  FROM blocks b JOIN {layer} f ON ST_Intersects(b.g, f.g) {where}"""
        return self.base.execute(sql).fetchnumpy()

    def run(self, layer: str) -> Pairs:
        found = self._query(layer)
        return add_tiles(found["block"], found["tile"], found["area"], self.origin[layer])

    def one(self, block: int) -> None:
        for layer in self.origin:
            self._query(layer, f"WHERE b.i = {block}")
