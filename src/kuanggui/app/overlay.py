"""Use case: overlay a file of blocks with layers; write the pairs, and the totals of every block and layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kuanggui.app.cluster import measure_on_cluster
from kuanggui.app.overlay_inputs import OverlayLayer, open_overlay_layer, read_polygons
from kuanggui.app.overlay_tables import TableFile, tabulate_nearby, tabulate_pairs, tabulate_shapes, tabulate_totals
from kuanggui.errors import InputError
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.intersections import intersect_pairs
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.warm import Meeting

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


def overlay_files(
    blocks: Path,
    layers: Sequence[Path],
    out: Path,
    request: OverlayRequest | None = None,
    progress: Progress = lambda phase: None,
    client: Any = None,
) -> list[OverlaySummary]:
    """Write one row a pair of block and feature to `out`, and beside it one row a block and layer (`….totals`).

    A layer is a snapshot's folder or any polygon file. Numbers count from 0 in the order of the file or snapshot. With
    `near_m` the features within that distance go to a third file (`….near`). A Dask `client` shares out the work; the
    results are the same.
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
            layer = open_overlay_layer(path)
            found = _measure(prepared, path, layer, request, client)
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


def _measure(blocks: Prepared, path: Path, layer: OverlayLayer, request: OverlayRequest, client: Any) -> Meeting:
    if client is None:
        return layer.warm.measure(blocks, request.near_m, request.threads)
    return measure_on_cluster(client, blocks, path, request.near_m)


def _write_pairs(
    file: TableFile, layer: OverlayLayer, blocks: Prepared, found: Overlaps, request: OverlayRequest, crs: Crs
) -> None:
    table = tabulate_pairs(layer.name, blocks, found, request.tolerance_m2)
    if not request.geometry:
        file.write(table)
        return
    if not isinstance(layer.warm.rows, Prepared):
        raise InputError(f"图层 {layer.name} 没有面，不能写出重叠部分；请去掉 --geometry")
    first = 0
    for shapes in intersect_pairs(blocks, layer.warm.rows, found):
        file.write(tabulate_shapes(table.slice(first, len(shapes)), shapes, crs))
        first += len(shapes)
    if not first:
        file.write(tabulate_shapes(table, np.empty(0, dtype=object), crs))


def _sum_up(layer: OverlayLayer, found: Meeting, tolerance_m2: float) -> OverlaySummary:
    large, slivers = found.overlaps.part_slivers(tolerance_m2)
    return OverlaySummary(
        layer.name, len(large), float(large.area_m2.sum()), len(slivers), float(slivers.area_m2.sum()),
        int(layer.warm.entangled.sum()), float(found.totals_m2.sum()), 0 if found.nearby is None else len(found.nearby),
    )  # fmt: skip
