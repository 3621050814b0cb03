"""Vector files of any common format as a stream of Arrow batches in bounded memory."""

from __future__ import annotations

import json
import warnings
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.crs import Crs, accept_crs
from kuanggui.spatial.layer.dbf import guess_encoding
from kuanggui.spatial.layer.unpacking import unpacked

GEOMETRY = "geometry"
PARQUET = {".parquet", ".geoparquet"}
# GDAL opens whatever it recognises, also descriptions that fetch other files and addresses; only these are files of features.
VECTOR = {".shp", ".gpkg", ".gdb", ".geojson", ".json", ".kml", ".kmz", ".dxf", ".fgb", ".gml", ".tab", ".mif", ".zip"}
_NO_CRS_MEANS = "OGC:CRS84"  # GeoParquet 1.1: an absent `crs` key stands for longitude and latitude on WGS 84


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What the user says about a file: encoding of its attributes, its reference system if it has none, which layer."""

    encoding: str | None = None
    crs: str | None = None
    layer: str | None = None


NOTHING_GIVEN = SourceOptions()


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its reference system, number of features, and batches whose geometry column is `geometry`."""

    crs: Crs
    features: int
    batches: Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class RawSource:
    """An opened file before anything is said about the reference system `found` in it, which may be None."""

    found: object
    features: int
    batches: Iterator[pa.RecordBatch]


@contextmanager
def open_source(path: Path, batch_size: int = 65_536, given: SourceOptions = NOTHING_GIVEN) -> Iterator[Source]:
    """Open GeoParquet, Shapefile (also zipped), GeoPackage, FileGDB, GeoJSON, KML, DXF and the like.

    Raises UnreadableFileError for a file that is missing, damaged or of another kind, InputError for its reference system
    or when one of several layers has to be named.
    """
    with open_raw_source(path, batch_size, given) as source:
        yield Source(agree_on_crs(path, source.found, given.crs), source.features, source.batches)


@contextmanager
def open_raw_source(path: Path, batch_size: int, given: SourceOptions) -> Iterator[RawSource]:
    """The same with any reference system or none."""
    if not path.exists():
        raise UnreadableFileError(f"{path}：没有这个文件；请核对路径")
    if path.suffix.lower() in PARQUET:
        yield _open_parquet(path, batch_size)
        return
    if path.suffix.lower() not in VECTOR:
        raise UnreadableFileError(f"{path}：不是可读的矢量图层格式；请改用 GeoPackage、Shapefile、GeoParquet 等")
    try:
        with warnings.catch_warnings(), unpacked(path) as file:
            # What GDAL warns of (no system, rings that do not close) is checked here and told in our own words.
            warnings.filterwarnings("ignore", module=r"pyogrio|kuanggui\.spatial\.layer\.sources")
            layer = given.layer or _find_only_layer(path, file)
            encoding = given.encoding or guess_encoding(file)
            features = int(
                pyogrio.read_info(file, layer=layer, encoding=encoding, force_feature_count=True)["features"]
            )
            with pyogrio.open_arrow(file, layer=layer, batch_size=batch_size, encoding=encoding, use_pyarrow=True) as (
                meta,
                reader,
            ):
                column = meta["geometry_name"] or "wkb_geometry"
                yield RawSource(meta["crs"], features, (_rename(batch, column) for batch in reader))
    except (UnicodeError, LookupError) as error:
        raise UnreadableFileError(f"{path}：字段名或属性不能解码；请用 --encoding 指定编码，如 GBK 或 UTF-8") from error
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pa.ArrowInvalid) as error:
        raise UnreadableFileError(f"{path}：不是可读的矢量图层（{_first_line(error, path)}）；请核对格式") from error


def agree_on_crs(path: Path, found: object, given: str | None) -> Crs:
    """The file's own reference system, or the given one when it has none; raises InputError when they differ."""
    if given is None:
        return accept_crs(found)
    wanted = accept_crs(given)
    if found and not accept_crs(found).system.equals(wanted.system, ignore_axis_order=True):
        raise InputError(f"{path}：文件自带坐标系与给定的 {given} 不同；请去掉 --crs，或先改正文件")
    return wanted


def _find_only_layer(path: Path, file: Path) -> str:
    names = [str(name) for name, geometry in pyogrio.list_layers(file) if geometry is not None]
    if not names:
        raise UnreadableFileError(f"{path}：文件中没有空间图层；请核对文件")
    if len(names) > 1:
        listed = "、".join(names[:8]) + ("…" if len(names) > 8 else "")
        raise InputError(f"{path}：文件有 {len(names)} 个图层（{listed}）；请用 --layer 指定一个")
    return names[0]


def _open_parquet(path: Path, batch_size: int) -> RawSource:
    try:
        file = pq.ParquetFile(path, memory_map=True)
        described = json.loads((file.schema_arrow.metadata or {})[b"geo"])
        column = described["primary_column"]
        details = described["columns"][column]
        crs = details.get("crs", _NO_CRS_MEANS)
        encoding = details["encoding"]
    except (OSError, pa.ArrowInvalid, KeyError, TypeError, ValueError) as error:
        raise UnreadableFileError(f"{path}：不是有效的 GeoParquet（{_first_line(error)}）；请重新导出") from error
    if encoding != "WKB":
        raise UnreadableFileError(f"{path}：几何编码为 {encoding}，只支持 WKB；请按 WKB 重新导出")
    covering = {paths["xmin"][0] for paths in details.get("covering", {}).values()}
    batches = (_rename(batch, column, covering) for batch in file.iter_batches(batch_size))
    return RawSource(crs, file.metadata.num_rows, batches)


def _rename(batch: pa.RecordBatch, geometry: str, dropped: Container[str] = ()) -> pa.RecordBatch:
    """The geometry column under its fixed name, boxes of the source left out, dictionaries spelt out."""
    columns, names, taken = [], [], {GEOMETRY, "bbox", "source_row"}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name in dropped:
            continue
        if name == geometry:
            names.append(GEOMETRY)
        else:
            names.append(_free_name(name, taken))
            taken.add(names[-1])
        columns.append(column.dictionary_decode() if pa.types.is_dictionary(column.type) else column)
    return pa.RecordBatch.from_arrays(columns, names=names)


def _free_name(name: str, taken: set[str]) -> str:
    """The name, with underscores behind it where another column has it."""
    while name in taken:
        name += "_"
    return name


def _first_line(error: Any, path: Path | None = None) -> str:
    """The beginning of a library's message, in which the path need not stand again."""
    text = str(error).strip().split("\n")[0]
    return (text if path is None else text.replace(str(path), path.name))[:120]
