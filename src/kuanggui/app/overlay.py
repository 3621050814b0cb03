"""Use case: overlay a file of blocks with layers; write the pairs, and the totals of every block and layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kuanggui.app.overlay_tables import TableFile, tabulate_nearby, tabulate_pairs, tabulate_shapes, tabulate_totals
from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags, Floats
from kuanggui.spatial.crs import Crs, check_extent
from kuanggui.spatial.intersections import intersect_pairs
from kuanggui.spatial.layer.record import FILE, read_record
from kuanggui.spatial.layer.snapshot import load_entangled, load_prepared
from kuanggui.spatial.layer.sources import GEOMETRY, open_source
from kuanggui.spatial.near import Nearby, find_nearby
from kuanggui.spatial.overlay import Overlaps, overlay
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.polygons import Polygons, from_wkb, join_polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks, prepare_layer
from kuanggui.spatial.totals import add_up, find_entangled

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class OverlaySummary:
    """What was found in one layer: overlaps and their area, and apart from them the slivers up to the tolerance.

    `total_m2` adds up what each block has of the layer, ground under overlapping features counted once.
    """

    layer: str
    pairs: int
    area_m2: float
    slivers: int
    sliver_area_m2: float
    entangled_features: int
    total_m2: float
    nearby: int


@dataclass(frozen=True, slots=True)
class OverlayRequest:
    """How to overlay: slivers up to `tolerance_m2`, features within `near_m`, common ground as shapes, threads."""

    tolerance_m2: float = CUTTING_ERROR_M2
    near_m: float | None = None
    geometry: bool = False
    threads: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    name: str
    prepared: Prepared
    entangled: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    overlaps: Overlaps
    totals_m2: Floats
    nearby: Nearby | None


def overlay_files(
    blocks: Path,
    layers: Sequence[Path],
    out: Path,
    request: OverlayRequest | None = None,
    progress: Progress = lambda phase: None,
) -> list[OverlaySummary]:
    """Write one row a pair of block and feature to `out`, and beside it one row a block and layer (`….totals`).

    A layer is a snapshot's folder or any polygon file. Numbers count from 0 in the order of the file or snapshot. With
    `near_m` the features within that distance go to a third file (`….near`).
    Raises InputError for data that cannot be used or an output format other than Parquet and CSV.
    """
    request = request or OverlayRequest()
    _check(out, request)
    progress(blocks.name)
    table = read_polygons(blocks)
    prepared = prepare_blocks(table)
    summaries = []
    with ExitStack() as stack:
        pairs, totals, near = (stack.enter_context(TableFile(path)) for path in name_tables(out))
        for path in layers:
            progress(path.name)
            layer = _open_layer(path)
            found = _meet(prepared, layer, request)
            _write_pairs(pairs, layer, prepared, found.overlaps, request, table.crs)
            totals.write(tabulate_totals(layer.name, prepared, found.overlaps, found.totals_m2, found.nearby))
            if found.nearby is not None:
                near.write(tabulate_nearby(layer.name, found.nearby))
            summaries.append(_sum_up(layer, found, request.tolerance_m2))
    return summaries


def name_tables(out: Path) -> tuple[Path, Path, Path]:
    """The files of pairs, of totals and of near features."""
    return out, out.with_suffix(f".totals{out.suffix}"), out.with_suffix(f".near{out.suffix}")


def _check(out: Path, request: OverlayRequest) -> None:
    if out.suffix.lower() not in {".parquet", ".csv"}:
        raise InputError(f"{out}：只能写 .parquet 或 .csv；请改扩展名")
    if request.geometry and out.suffix.lower() == ".csv":
        raise InputError(f"{out}：CSV 中不能写几何；请改用 .parquet，或去掉 --geometry")


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


def _meet(blocks: Prepared, layer: _Layer, request: OverlayRequest) -> _Found:
    found = overlay(blocks, layer.prepared, threads=request.threads).in_order()
    totals = add_up(blocks, layer.prepared, found, layer.entangled)
    nearby = None if request.near_m is None else find_nearby(blocks, layer.prepared, request.near_m, found)
    return _Found(found, totals, nearby)


def _write_pairs(
    file: TableFile, layer: _Layer, blocks: Prepared, found: Overlaps, request: OverlayRequest, crs: Crs
) -> None:
    table = tabulate_pairs(layer.name, blocks, found, request.tolerance_m2)
    if not request.geometry:
        file.write(table)
        return
    first = 0
    for shapes in intersect_pairs(blocks, layer.prepared, found):
        file.write(tabulate_shapes(table.slice(first, len(shapes)), shapes, crs))
        first += len(shapes)
    if not first:
        file.write(tabulate_shapes(table, np.empty(0, dtype=object), crs))


def _sum_up(layer: _Layer, found: _Found, tolerance_m2: float) -> OverlaySummary:
    large, slivers = found.overlaps.part_slivers(tolerance_m2)
    return OverlaySummary(
        layer.name, len(large), float(large.area_m2.sum()), len(slivers), float(slivers.area_m2.sum()),
        int(layer.entangled.sum()), float(found.totals_m2.sum()), 0 if found.nearby is None else len(found.nearby),
    )  # fmt: skip
