"""The workload as GeoParquet files and as snapshots of the layer catalogue."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from overlay.data import LAYERS
from overlay.workload import ZONE, iterate_tables

from kuanggui.spatial.polygons import Polygons, to_shapely

NOTE = "loading.json"
MEASURED = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=2);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN))"
)


def write_geoparquet(tables: Iterable[Polygons], path: Path) -> None:
    column = {"encoding": "WKB", "geometry_types": ["MultiPolygon"], "crs": ZONE.system.to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    schema = pa.schema([("id", pa.int64()), ("geometry", pa.binary())]).with_metadata({"geo": json.dumps(geo)})
    first = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            wkb = shapely.to_wkb(to_shapely(table))
            rows = np.arange(first, first + len(table))
            writer.write_table(pa.table({"id": rows, "geometry": pa.array(wkb, pa.binary())}, schema=schema))
            first += len(table)


def add_layers(size: str, folder: Path) -> tuple[list[Path], str]:
    """Snapshots of the layers, made by the command where they are missing, and what that took."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tables in iterate_tables(size):
        path = folder / f"{name}.parquet"
        if not path.exists():
            write_geoparquet(tables, path)
    note = folder / NOTE
    notes = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
    for name in LAYERS:
        if name not in notes:
            notes[name] = _add_layer(name, folder)
            note.write_text(json.dumps(notes), encoding="utf-8")
    return [folder / "m.layers" / name for name in LAYERS], "`layer add`: " + ", ".join(notes.values())


def _add_layer(name: str, folder: Path) -> str:
    command = ["kuanggui", "layer", "add", str(folder / f"{name}.parquet"), "--db", str(folder / "m.db")]
    options = ["--name", name, "--kind", name, "--as-of", "2024-12-31", "--owner", "bench"]
    start = time.perf_counter()
    processor, peak = run_measured([*command, *options])
    return f"{name} {time.perf_counter() - start:.0f} s ({processor:.0f} s of processor time), peak {peak:.2f} GB"


def run_measured(command: Sequence[str]) -> tuple[float, float]:
    """Processor seconds and peak memory in GB of a command, started by a small process: a child inherits its parent's peak."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], check=True, stdout=subprocess.PIPE, text=True)
    used = dict(re.findall(r"(\w+)=([\d.]+)", done.stdout))
    return float(used["ru_utime"]) + float(used["ru_stime"]), int(used["ru_maxrss"]) / 1e6
