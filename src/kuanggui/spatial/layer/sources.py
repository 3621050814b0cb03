"""Polygon files of any common format as a stream of Arrow batches in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from kuanggui.errors import UnreadableFileError
from kuanggui.spatial.crs import Crs, accept_crs

GEOMETRY = "geometry"
_NO_CRS_MEANS = "OGC:CRS84"  # GeoParquet 1.1: an absent `crs` key stands for longitude and latitude on WGS 84


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its reference system, number of features, and batches whose geometry column is `geometry`."""

    crs: Crs
    features: int
    batches: Iterator[pa.RecordBatch]


@contextmanager
def open_source(path: Path, batch_size: int = 65_536, encoding: str | None = None) -> Iterator[Source]:
    """Open GeoParquet, Shapefile (also zipped), GeoPackage, FileGDB, GeoJSON, KML and what else GDAL reads.

    Raises UnreadableFileError for a file that is missing, damaged or without polygons, InputError for its reference system.
    """
    if not path.exists():
        raise UnreadableFileError(f"{path}：没有这个文件；请核对路径")
    if path.suffix.lower() in {".parquet", ".geoparquet"}:
        yield _open_parquet(path, batch_size)
        return
    try:
        features = int(pyogrio.read_info(path, force_feature_count=True)["features"])
        with pyogrio.open_arrow(path, batch_size=batch_size, encoding=encoding, use_pyarrow=True) as (meta, reader):
            column = meta["geometry_name"] or "wkb_geometry"
            yield Source(accept_crs(meta["crs"]), features, (_rename(batch, column) for batch in reader))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UnreadableFileError(f"{path}：不是可读的矢量图层（{_first_line(error)}）；请核对格式") from error


def _open_parquet(path: Path, batch_size: int) -> Source:
    try:
        file = pq.ParquetFile(path, memory_map=True)
        described = json.loads((file.schema_arrow.metadata or {})[b"geo"])
        column = described["primary_column"]
        crs = described["columns"][column].get("crs", _NO_CRS_MEANS)
    except (pa.ArrowInvalid, KeyError, ValueError) as error:
        raise UnreadableFileError(f"{path}：不是有效的 GeoParquet（{_first_line(error)}）；请重新导出") from error
    batches = (_rename(batch, column) for batch in file.iter_batches(batch_size))
    return Source(accept_crs(crs), file.metadata.num_rows, batches)


def _rename(batch: pa.RecordBatch, column: str) -> pa.RecordBatch:
    return batch.rename_columns([GEOMETRY if name == column else name for name in batch.schema.names])


def _first_line(error: Any) -> str:
    return str(error).strip().split("\n")[0][:120]
