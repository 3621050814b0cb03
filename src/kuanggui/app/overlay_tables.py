"""The tables that an overlay writes, as Parquet or CSV."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import EQUAL_AREA, Crs
from kuanggui.spatial.near import Nearby
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.prepared import Prepared

_NAME = pa.dictionary(pa.int8(), pa.string())


class TableFile(AbstractContextManager["TableFile"]):
    """A file that grows table by table; without any table it is not made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def write(self, table: pa.Table) -> None:
        """Append a table; all tables of a file have the columns of the first."""
        if self._path.suffix.lower() == ".csv":
            table = table.set_column(0, "layer", table["layer"].cast(pa.string()))
            self._writer = self._writer or pc.CSVWriter(self._path, table.schema)
        else:
            self._writer = self._writer or pq.ParquetWriter(
                self._path, table.schema, compression="lz4", use_dictionary=["layer"]
            )
        self._writer.write_table(table)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()


def tabulate_pairs(name: str, blocks: Prepared, found: Overlaps, tolerance_m2: float) -> pa.Table:
    """One row a pair: layer, block, feature, area, share of the block, sliver or not."""
    return pa.table(
        {
            "layer": _repeat(name, len(found)),
            "block": found.block,
            "feature": found.feature,
            "area_m2": found.area_m2,
            "share": found.area_m2 / blocks.areas_m2[found.block],
            "sliver": found.area_m2 <= tolerance_m2,
        }
    )


def tabulate_totals(name: str, blocks: Prepared, found: Overlaps, totals_m2: Floats, nearby: Nearby | None) -> pa.Table:
    """One row a block: layer, block, features, area with ground counted once, share, and what is nearest if asked for."""
    whole = np.where(blocks.areas_m2 > 0, blocks.areas_m2, np.inf)
    columns = {
        "layer": _repeat(name, len(blocks)),
        "block": np.arange(len(blocks), dtype=np.int32),
        "features": np.bincount(found.block, minlength=len(blocks)).astype(np.int32),
        "total_m2": totals_m2,
        "share": totals_m2 / whole,
    }
    if nearby is not None:
        columns |= _tabulate_nearest(len(blocks), found, nearby.nearest())
    return pa.table(columns)


def _tabulate_nearest(blocks: int, found: Overlaps, nearest: Nearby) -> dict[str, pa.Array]:
    """Feature and distance; a block that overlaps the layer has distance 0 and the feature it overlaps most."""
    feature, distance = np.full(blocks, -1, dtype=np.int32), np.full(blocks, np.inf)
    feature[nearest.block], distance[nearest.block] = nearest.feature, nearest.distance_m
    ascending = np.argsort(found.area_m2, kind="stable")
    feature[found.block[ascending]], distance[found.block] = found.feature[ascending], 0.0
    missing = feature < 0
    return {"nearest": pa.array(feature, mask=missing), "nearest_m": pa.array(distance, mask=missing)}


def tabulate_nearby(name: str, nearby: Nearby) -> pa.Table:
    """One row a feature within the distance that was asked for."""
    return pa.table(
        {
            "layer": _repeat(name, len(nearby)),
            "block": nearby.block,
            "feature": nearby.feature,
            "distance_m": nearby.distance_m,
        }
    )


def tabulate_shapes(table: pa.Table, shapes: NDArray[Any], crs: Crs) -> pa.Table:
    """The table with the common ground of every pair as a GeoParquet column, in the blocks' reference system."""

    def place(points: Floats) -> Floats:
        return np.column_stack(crs.from_degrees(*EQUAL_AREA.to_degrees(points[:, 0], points[:, 1])))

    placed = shapely.transform(shapes, place)
    column = {"encoding": "WKB", "geometry_types": ["MultiPolygon"], "crs": crs.system.to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.append_column("geometry", pa.array(shapely.to_wkb(placed), pa.binary()))
    return table.replace_schema_metadata({"geo": json.dumps(geo)})


def _repeat(name: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, dtype=np.int8)), pa.array([name])).cast(_NAME)
