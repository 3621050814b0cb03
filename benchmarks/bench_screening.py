"""Screening one case at a time, and many in one run, against farmland, red line and urban boundaries kept warm.

    uv run python benchmarks/bench_screening.py --size M [--cases 200] [--turns 7] [--write]

Size M has a million parcels. One case: percentiles of the time through the Python API, rules, themes and verdict included.
Many: 2,000 blocks in one run, in turns with the kernel alone on the same blocks and layers, and the ratio of each turn,
because other work on the machine slows both. `--write` puts the figures into benchmarks/screening.md.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from overlay.workload import make_workload

from kuanggui.app.screening.ranges import Range
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.layers import Themes
from kuanggui.checks.screening.running import screening_rules
from kuanggui.checks.screening.theme_layer import Attributes, ThemeLayer
from kuanggui.cli.main import OBJECTS_BETWEEN_COLLECTIONS
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.place import Place
from kuanggui.regulation.law import Law
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, to_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer
from kuanggui.spatial.totals import find_entangled
from kuanggui.spatial.warm import WarmLayer

KINDS = {"farmland": "permanent_basic_farmland", "redline": "ecological_redline", "urban": "urban_development_boundary"}
PAGE = Path(__file__).parent / "screening.md"
CASE = {"purpose": "mining", "action": "new", "minerals": ["水泥用灰岩"], "region": "140200"}


def make_theme(kind: str, polygons: Polygons) -> ThemeLayer:
    rows = prepare_layer(polygons)
    record = LayerRecord(
        kind, kind, "2025-12-31", "made", "made", "", polygons.crs.definition, "", len(polygons), 0, 0, 0, 0.0, 0, ()
    )
    attributes = Attributes(lambda numbers: [{"name": f"{kind} {n}"} for n in numbers], len(polygons))
    warm = WarmLayer(rows, find_entangled(rows))
    _ = warm.united
    return ThemeLayer(
        record, warm, attributes, lambda numbers: to_shapely(polygons.take(np.array(numbers))), polygons.crs
    )


def make_requests(blocks: Polygons) -> list[Request]:
    degrees = to_crs(blocks, GEOGRAPHIC)
    place = Place("made", "", 1, 0, 0, "made")
    return [
        Request(read_application(CASE | {"name": f"区块{n}"}, "made"), Range(degrees.take(np.array([n]))), place)
        for n in range(len(blocks))
    ]


@dataclass(frozen=True)
class Turn:
    """Seconds of the kernel alone and of screening, by the clock and of processor time."""

    kernel: float
    whole: float
    kernel_cpu: float
    whole_cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="S", choices=["S", "100k", "M", "L"])
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)  # as every command does
    law = Law(date(2026, 7, 1))
    settings = settings_of(law)
    workload = make_workload(options.size)
    layers = [make_theme(kind, getattr(workload, name)) for name, kind in KINDS.items()]
    screener = Screener(Themes(layers, settings), law, None, settings)
    requests = make_requests(workload.blocks)
    for request in requests[:5]:
        screener.screen(request)
    times = one_by_one(screener, requests[: options.cases])
    turns = [in_one_run(screener, requests, layers, workload.blocks) for _ in range(options.turns + 1)][1:]
    text = table(options.size, len(requests), [len(layer.attributes) for layer in layers], times, turns)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")


def one_by_one(screener: Screener, requests: list[Request]) -> list[float]:
    """Milliseconds of each case."""
    times = []
    for request in requests:
        begun = time.perf_counter()
        screener.screen(request)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def in_one_run(screener: Screener, requests: list[Request], layers: list[ThemeLayer], blocks: Polygons) -> Turn:
    """The kernel alone, then screening."""

    def kernel() -> None:
        prepared = prepare_blocks(to_crs(blocks, GEOGRAPHIC))
        for layer in layers:
            setting = screener.settings[layer.record.kind]
            layer.warm.meet(prepared, tolerance_m2=setting.tolerance_m2, near_m=setting.near_m or None)

    alone, alone_cpu = measure(kernel)
    whole, whole_cpu = measure(lambda: sum(1 for _ in screener.screen_many(requests)))
    return Turn(alone, whole, alone_cpu, whole_cpu)


def measure(work: Callable[[], object]) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def table(size: str, blocks: int, features: list[int], times: list[float], turns: list[Turn]) -> str:
    """The figures in Markdown."""
    cuts, middle = statistics.quantiles(times, n=100), statistics.median
    ratios = sorted(turn.whole / turn.kernel for turn in turns)
    counts = ", ".join(f"{name} {count:,}" for name, count in zip(KINDS, features, strict=True))
    kernel = middle(turn.kernel for turn in turns), middle(turn.kernel_cpu for turn in turns)
    whole = middle(turn.whole for turn in turns), middle(turn.whole_cpu for turn in turns)
    each = middle((turn.whole_cpu - turn.kernel_cpu) / blocks * 1000 for turn in turns)
    return f"""# Screening

Workload {size} ({counts} features, {blocks:,} blocks; see README.md), {os.cpu_count()} cores,
Python {platform.python_version()}, {datetime.now(UTC).date()}. Layers in memory, {len(screening_rules())} rules,
themes and verdict included, through the Python API. Made by `uv run python benchmarks/bench_screening.py --size {size} --write`.

| | |
|---|---|
| one case, {len(times)} times | median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms |
| {blocks:,} blocks, kernel alone | {kernel[0]:.2f} s ({kernel[1]:.2f} s of processor time) |
| {blocks:,} blocks, screened | {whole[0]:.2f} s ({whole[1]:.2f} s of processor time) |
| screened / kernel, {len(turns)} turns | median {middle(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f} |
| rules and answers | {each:.2f} ms of processor time a block |

Load of the machine at the end: {os.getloadavg()[0]:.1f}. While blocks are answered the next ones meet the layers in a second thread,
so that the ratio is better on a machine that has a core free than on a busy one.
"""


if __name__ == "__main__":
    main()
