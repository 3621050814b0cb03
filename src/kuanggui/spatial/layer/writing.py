"""Second pass: staged batches become one snapshot in Hilbert order, a GeoParquet table and the kernel's arrays beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.hilbert import order_boxes
from kuanggui.spatial.layer.families import GEOMETRY_TYPES
from kuanggui.spatial.layer.sources import GEOMETRY
from kuanggui.spatial.layer.staging import Staged, load_table
from kuanggui.spatial.tree import build_tree_of_boxes

ROW_GROUP = 4096  # one block's window of a province-wide layer is then read in a few milliseconds
TABLE = "layer.parquet"
ARRAYS = "kernel"


def write_table(
    folder: Path,
    stages: Sequence[Path],
    order: Integers,
    sizes: Integers,
    crs: Crs,
    family: str,
    count: Callable[[int], None] = lambda rows: None,
) -> None:
    """Write the rows of all staged tables in the given order, with a `bbox` column, row group by row group."""
    tables = [load_table(stage) for stage in stages]
    ends = np.cumsum([0, *sizes])
    schema = _describe(tables[0].schema.remove_metadata(), crs, family)
    with pq.ParquetWriter(folder / TABLE, schema, compression="zstd") as writer:
        for first in range(0, len(order), ROW_GROUP):
            rows = order[first : first + ROW_GROUP]
            writer.write_table(_gather(tables, ends, rows).cast(schema), row_group_size=ROW_GROUP)
            count(len(rows))


def _gather(tables: list[pa.Table], ends: Integers, rows: Integers) -> pa.Table:
    owner = np.searchsorted(ends, rows, side="right") - 1
    grouped = np.argsort(owner, kind="stable")
    pieces = [tables[k].take(rows[owner == k] - ends[k]) for k in np.unique(owner)]
    back = np.empty(len(rows), dtype=np.int64)
    back[grouped] = np.arange(len(rows))
    table = pa.concat_tables(pieces).take(back)
    bounds = shapely.bounds(shapely.from_wkb(np.asarray(table[GEOMETRY].to_pylist(), dtype=object)))
    box = pa.StructArray.from_arrays([pa.array(bounds[:, k]) for k in range(4)], ["xmin", "ymin", "xmax", "ymax"])
    return table.append_column("bbox", box)


def _describe(schema: pa.Schema, crs: Crs, family: str) -> pa.Schema:
    """The schema with a bounding-box column and the `geo` entry of GeoParquet 1.1."""
    box = pa.struct([(name, pa.float64()) for name in ("xmin", "ymin", "xmax", "ymax")])
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": GEOMETRY_TYPES[family],
        "crs": crs.system.to_json_dict(),
        "covering": {"bbox": {name: ["bbox", name] for name in ("xmin", "ymin", "xmax", "ymax")}},
    }
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    return schema.append(pa.field("bbox", box)).with_metadata({"geo": json.dumps(geo)})


def write_arrays(folder: Path, staged: Sequence[Staged], feature_order: Integers) -> int:
    """Write the kernel's rows of all batches in Hilbert order of their boxes, batch by batch into place; their number."""
    folder.mkdir(parents=True, exist_ok=True)
    boxes = np.concatenate([part.rows.bounds() for part in staged])
    position = np.empty(len(feature_order), dtype=np.int64)
    position[feature_order] = np.arange(len(feature_order))
    origin = position[_number_features(staged)]
    whole = len(origin) == len(feature_order)
    order = feature_order if whole else order_boxes(boxes)
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    _write_rings(folder, staged, places)
    _save(folder, "areas_m2", np.concatenate([part.row_areas_m2 for part in staged])[order])
    _save(folder, "feature_areas_m2", np.concatenate([part.feature_areas_m2 for part in staged])[feature_order])
    tree = build_tree_of_boxes(boxes[order])
    _save(folder, "boxes", tree.boxes)
    _save(folder, "level_starts", tree.level_starts)
    if not whole:
        _save(folder, "origin", origin[order])
    return len(order)


def _number_features(staged: Sequence[Staged]) -> Integers:
    """For every row of all batches the number of its feature among all batches."""
    numbers, before = [], 0
    for part in staged:
        numbers.append(np.asarray(part.origin) + before)
        before += len(part.feature_areas_m2)
    return np.concatenate(numbers)


def _write_rings(folder: Path, staged: Sequence[Staged], places: Integers) -> None:
    """Copy every row's rings to its place; only one batch is held at a time.

    The kernel needs no parts, since holes are told by their turn, so each ring is kept as a part of its own.
    """
    ring_counts = _scatter([np.diff(part.rows.feature_rings) for part in staged], places)
    row_rings = np.concatenate([[0], np.cumsum(ring_counts)]).astype(np.int64)
    sizes, before = np.empty(row_rings[-1], dtype=np.int64), 0
    for part in staged:
        there = places[before : before + len(part.rows)]
        sizes[_spread(row_rings[there], np.diff(part.rows.feature_rings))] = np.diff(part.rows.ring_starts)
        before += len(part.rows)
    ring_starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    _save(folder, "row_rings", row_rings)
    _save(folder, "ring_starts", ring_starts)
    columns = [_create(folder, name, int(ring_starts[-1])) for name in ("x", "y")]
    before = 0
    for part in staged:
        there = places[before : before + len(part.rows)]
        target = _spread(ring_starts[row_rings[there]], np.diff(part.rows.vertex_starts))
        columns[0][target], columns[1][target] = part.rows.x, part.rows.y
        before += len(part.rows)
    for column in columns:
        column.flush()


def _scatter(pieces: Sequence[Integers], places: Integers) -> Integers:
    values = np.empty(len(places), dtype=np.int64)
    values[places] = np.concatenate(pieces)
    return values


def _spread(starts: Integers, lengths: Integers) -> Integers:
    """Positions `start … start + length - 1` of all runs, one run after the other."""
    ends = np.cumsum(lengths)
    positions = np.arange(int(lengths.sum()), dtype=np.int64)
    return np.asarray(positions + np.repeat(starts - (ends - lengths), lengths))


def _create(folder: Path, name: str, length: int) -> Any:
    return np.lib.format.open_memmap(folder / f"{name}.npy", mode="w+", dtype=np.float64, shape=(length,))


def _save(folder: Path, name: str, values: Floats | Integers) -> None:
    np.save(folder / f"{name}.npy", values)
