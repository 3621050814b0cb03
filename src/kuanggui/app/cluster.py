"""The overlay on a Dask cluster: runs of neighbouring blocks are the tasks, each worker opens the layer for itself.

Layers are read where the workers are, so on several machines they have to lie on a file system that all of them see under
the same path. A block's result does not depend on the others, so it is the same wherever and how often it is computed;
tasks lost with a worker are computed again by Dask.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from kuanggui.app.overlay_inputs import keep_overlay_layer
from kuanggui.errors import MissingToolError, UnreadableFileError
from kuanggui.spatial.arrays import Integers
from kuanggui.spatial.hilbert import order_boxes
from kuanggui.spatial.near import Nearby
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.tree import build_tree
from kuanggui.spatial.warm import Meeting

LOCAL = "local"
RUNS_A_WORKER = 8


@contextmanager
def open_client(address: str) -> Iterator[Any]:
    """A Dask client: of workers on this machine for `local`, else of the scheduler at an address (tcp://host:8786).

    Raises MissingToolError without the extra `cluster`, UnreadableFileError when the scheduler does not answer.
    """
    try:
        dask: Any = import_module("dask.distributed")
    except ImportError as error:
        raise MissingToolError("没有安装 Dask；请先安装 kuanggui[cluster]，或去掉 --cluster") from error
    if address == LOCAL:
        workers = os.cpu_count() or 1
        settings: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": None, "memory_limit": 0}
        with dask.LocalCluster(n_workers=workers, **settings) as cluster, dask.Client(cluster) as client:
            yield client
        return
    try:
        client = dask.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"{address}：连不上 Dask 调度器；请核对地址，如 tcp://主机:8786") from error
    with client:
        yield client


def measure_on_cluster(client: Any, blocks: Prepared, layer: Path, near_m: float | None = None) -> Meeting:
    """The same as measuring here, by tasks on the workers of a client."""
    runs = share_out(blocks, RUNS_A_WORKER * max(1, len(client.scheduler_info()["workers"])))
    futures = submit_runs(client, blocks, runs, layer, near_m)
    return merge(len(blocks), runs, client.gather(futures))


def share_out(blocks: Prepared, pieces: int) -> list[Integers]:
    """Runs of blocks along a Hilbert curve, so that each run touches but a part of the layer."""
    order = order_boxes(blocks.boxes)
    return [run for run in np.array_split(order, pieces) if len(run)]


def submit_runs(
    client: Any, blocks: Prepared, runs: Sequence[Integers], layer: Path, near_m: float | None = None
) -> list[Any]:
    """One future a run."""
    where = layer.resolve()
    parts = [take_blocks(blocks, run) for run in runs]
    return [client.submit(_measure, part, where, near_m, pure=False) for part in parts]


def _measure(blocks: Prepared, layer: Path, near_m: float | None) -> Meeting:
    return keep_overlay_layer(layer).warm.measure(blocks, near_m, threads=1)


def take_blocks(blocks: Prepared, chosen: Integers) -> Prepared:
    """Some blocks as a table of their own."""
    table = blocks.polygons.take(chosen)
    return Prepared(table, build_tree(table), blocks.areas_m2[chosen], blocks.areas_m2[chosen])


def merge(blocks: int, runs: Sequence[Integers], found: Sequence[Meeting]) -> Meeting:
    """Results of all runs with the blocks' own numbers, in order."""
    totals = np.zeros(blocks)
    for run, part in zip(runs, found, strict=True):
        totals[run] = part.totals_m2
    overlaps = [
        Overlaps(run[part.overlaps.block].astype(np.int32), part.overlaps.feature, part.overlaps.area_m2)
        for run, part in zip(runs, found, strict=True)
    ]
    return Meeting(_join_overlaps(overlaps), totals, _join_nearby(runs, found))


def _join_overlaps(parts: Sequence[Overlaps]) -> Overlaps:
    nothing = Overlaps(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    parts = [nothing, *parts]
    return Overlaps(
        np.concatenate([part.block for part in parts]),
        np.concatenate([part.feature for part in parts]),
        np.concatenate([part.area_m2 for part in parts]),
    ).in_order()


def _join_nearby(runs: Sequence[Integers], found: Sequence[Meeting]) -> Nearby | None:
    parts = [(run, part.nearby) for run, part in zip(runs, found, strict=True) if part.nearby is not None]
    if not parts:
        return None
    joined = Nearby(
        np.concatenate([run[part.block].astype(np.int32) for run, part in parts]),
        np.concatenate([part.feature for _, part in parts]),
        np.concatenate([part.distance_m for _, part in parts]),
    )
    return joined.select(np.argsort(joined.block, kind="stable"))
