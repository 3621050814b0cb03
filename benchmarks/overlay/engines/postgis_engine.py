"""PostGIS in a server of its own under a temporary folder: plain, or subdivided with the containment shortcut, parallel."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import psycopg
import shapely
from overlay.data import Data, Pairs, add_tiles

_AREA = {
    "plain": "ST_Area(ST_Intersection(b.g, f.g))",
    "subdivided, CASE": "CASE WHEN ST_Contains(b.g, f.g) THEN f.a ELSE ST_Area(ST_Intersection(b.g, f.g)) END",
}
_SETTINGS = {
    "plain": "",
    "subdivided, CASE": "SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0;"
    " SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;",
}


class PostGis:
    def __init__(self, method: str) -> None:
        self.method = method
        self.name = f"PostGIS, {method}"

    def load(self, data: Data) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self.folder = Path(tempfile.mkdtemp(prefix="kuanggui-postgis-"))
        self.programs = programs
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._as_postgres(programs / "initdb", "-D", self.folder / "data", "-U", "bench", "-A", "trust")
        options = (
            f"-k {self.folder} -c listen_addresses='' -c shared_buffers=2GB -c work_mem=256MB -c fsync=off -c jit=off"
        )
        self._as_postgres(
            programs / "pg_ctl", "-D", self.folder / "data", "-w", "-o", options, "-l", self.folder / "log", "start"
        )
        self.base = psycopg.connect(host=str(self.folder), user="bench", dbname="postgres", autocommit=True)
        self.base.execute("CREATE EXTENSION postgis")
        self._table("blocks", data.block_shapes)
        self.origin = {}
        for name, layer in data.layers.items():
            plain = self.method == "plain"
            self._table(name, layer.shapes if plain else layer.tiles)
            self.origin[name] = np.arange(len(layer.shapes)) if plain else layer.origin
        self.base.execute(_SETTINGS[self.method] or "SELECT 1")

    def close(self) -> None:
        self.base.close()
        self._as_postgres(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop")
        shutil.rmtree(self.folder)

    def _as_postgres(self, *command: object) -> None:
        words = [str(word) for word in command]
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*prefix, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _table(self, name: str, shapes: np.ndarray) -> None:
        self.base.execute(f"CREATE UNLOGGED TABLE {name} (i int, a float8, g geometry)")
        with self.base.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for i, (area, wkb) in enumerate(zip(shapely.area(shapes), shapely.to_wkb(shapes, hex=True), strict=True)):
                copy.write_row((i, area, wkb))
        self.base.execute(f"CREATE INDEX ON {name} USING gist (g)")
        self.base.execute(f"VACUUM ANALYZE {name}")

    def _query(self, layer: str, where: str = "") -> np.ndarray:
        sql = (
            f"""SELECT b.i, f.i, {_AREA[self.method]} FROM blocks b JOIN {layer} f ON ST_Intersects(b.g, f.g) {where}"""
        )
        return np.array(self.base.cursor(binary=True).execute(sql).fetchall()).reshape(-1, 3)

    def run(self, layer: str) -> Pairs:
        found = self._query(layer)
        return add_tiles(found[:, 0].astype(int), found[:, 1].astype(int), found[:, 2], self.origin[layer])

    def one(self, block: int) -> None:
        for layer in self.origin:
            self._query(layer, f"WHERE b.i = {block}")
