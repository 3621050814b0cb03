"""Use case: overlay a file of blocks with layers and write the pairs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags
from kuanggui.spatial.crs import check_extent
from kuanggui.spatial.layer.record import FILE, read_record
from kuanggui.spatial.layer.snapshot import load_entangled, load_prepared
from kuanggui.spatial.layer.sources import GEOMETRY, open_source
from kuanggui.spatial.overlay import Overlaps, overlay
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.polygons import Polygons, from_wkb, join_polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks, prepare_layer
from kuanggui.spatial.totals import find_entangled


@dataclass(frozen=True, slots=True)
class OverlaySummary:
    """What was found in one layer: overlaps and their area, and apart from them the slivers up to the tolerance."""

    layer: str
    pairs: int
    area_m2: float
    slivers: int
    sliver_area_m2: float
    entangled_features: int


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    name: str
    prepared: Prepared
    entangled: Flags


def overlay_files(
    blocks: Path, layers: list[Path], out: Path, *, tolerance_m2: float = CUTTING_ERROR_M2, threads: int | None = None
) -> list[OverlaySummary]:
    """Write one row a pair of block and feature: layer, block, feature, area, share of the block, sliver or not.

    A layer is a snapshot's folder or any polygon file. Numbers count from 0 in the order of the file or snapshot.
    Raises InputError for data that cannot be used or an output format other than Parquet and CSV.
    """
    if out.suffix.lower() not in {".parquet", ".csv"}:
        raise InputError(f"{out}：只能写 .parquet 或 .csv；请改扩展名")
    prepared = prepare_blocks(read_polygons(blocks))
    summaries, tables = [], []
    for path in layers:
        layer = _open_layer(path)
        found = overlay(prepared, layer.prepared, threads=threads).in_order()
        tables.append(_tabulate(layer.name, prepared, found, tolerance_m2))
        summaries.append(_sum_up(layer, found, tolerance_m2))
    _write(pa.concat_tables(tables), out)
    return summaries


def read_polygons(path: Path) -> Polygons:
    """All polygons of a file, their reference system checked."""
    with open_source(path) as source:
        pieces = [from_wkb(batch.column(GEOMETRY).to_pylist(), source.crs) for batch in source.batches]
    if not pieces:
        raise InputError(f"{path}：图层中没有要素；请核对文件")
    polygons = join_polygons(pieces)
    check_extent(polygons.x, polygons.y, polygons.crs, f"{path.name} 的坐标")
    return polygons


def _open_layer(path: Path) -> _Layer:
    if (path / FILE).exists():
        return _Layer(read_record(path).name, load_prepared(path), load_entangled(path))
    prepared = prepare_layer(read_polygons(path))
    return _Layer(path.stem, prepared, find_entangled(prepared))


def _tabulate(name: str, blocks: Prepared, found: Overlaps, tolerance_m2: float) -> pa.Table:
    return pa.table(
        {
            "layer": pa.array([name]).dictionary_encode().take(pa.array(np.zeros(len(found), dtype=np.int8))),
            "block": found.block,
            "feature": found.feature,
            "area_m2": found.area_m2,
            "share": found.area_m2 / blocks.areas_m2[found.block],
            "sliver": found.area_m2 <= tolerance_m2,
        }
    )


def _sum_up(layer: _Layer, found: Overlaps, tolerance_m2: float) -> OverlaySummary:
    large, slivers = found.part_slivers(tolerance_m2)
    return OverlaySummary(
        layer.name,
        len(large),
        float(large.area_m2.sum()),
        len(slivers),
        float(slivers.area_m2.sum()),
        int(layer.entangled.sum()),
    )


def _write(table: pa.Table, out: Path) -> None:
    if out.suffix.lower() == ".csv":
        pc.write_csv(table.set_column(0, "layer", table["layer"].cast(pa.string())), out)
    else:
        pq.write_table(table, out, compression="lz4", use_dictionary=["layer"])
