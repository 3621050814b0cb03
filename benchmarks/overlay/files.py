"""The workload as GeoParquet files and as snapshots of the layer catalogue."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from overlay.data import LAYERS
from overlay.workload import Workload

from kuanggui.spatial.polygons import Polygons, to_shapely

BATCH = 65_536


def write_geoparquet(table: Polygons, path: Path) -> None:
    column = {"encoding": "WKB", "geometry_types": ["MultiPolygon"], "crs": table.crs.system.to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    schema = pa.schema([("id", pa.int64()), ("geometry", pa.binary())]).with_metadata({"geo": json.dumps(geo)})
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for first in range(0, len(table), BATCH):
            rows = np.arange(first, min(len(table), first + BATCH))
            wkb = shapely.to_wkb(to_shapely(table.take(rows)))
            writer.write_table(pa.table({"id": rows, "geometry": pa.array(wkb, pa.binary())}, schema=schema))


def add_layers(work: Workload, folder: Path) -> tuple[list[Path], str]:
    """Snapshots of the layers, made by the command where they are missing, and how that went."""
    note = folder / "loading.txt"
    notes = []
    for name in ("blocks", *LAYERS):
        path = folder / f"{name}.parquet"
        if not path.exists():
            write_geoparquet(getattr(work, name), path)
    for name in LAYERS:
        if not (folder / "m.layers" / name / "layer.json").exists():
            start = time.perf_counter()
            command = ["kuanggui", "layer", "add", str(folder / f"{name}.parquet"), "--db", str(folder / "m.db")]
            options = ["--name", name, "--kind", name, "--as-of", "2024-12-31", "--owner", "bench"]
            subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
            notes.append(f"{name} added in {time.perf_counter() - start:.0f} s")
    if notes:
        note.write_text(", ".join(notes), encoding="utf-8")
    return [folder / "m.layers" / name for name in LAYERS], note.read_text(encoding="utf-8")
