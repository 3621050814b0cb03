"""Kuanggui's overlay and its peers on the same data in one run; writes the table in benchmarks/README.md.

    uv run --group bench python benchmarks/bench_overlay.py --size M [--engine NAME ...] [--repeat N] [--keep FOLDER] [--write]

With `--keep` the workload, the prepared layers and the rows of the table are kept in a folder, so that engines may be run one
by one; `--write` puts all rows that were kept into the page.

The areas of all engines are compared with Kuanggui's on the same plane coordinates. Kuanggui's own row is timed with
ellipsoidal areas, which is more work: long block sides are cut to pieces first. Every engine's turn alternates with one of
Kuanggui, and the ratio is the median over the turns, since other work on the machine slows both.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from overlay.data import LAYERS, Data, Engine, Pairs, arrange
from overlay.engines.kuanggui_engine import Kuanggui
from overlay.keep import Keep
from overlay.workload import make_workload

PAGE = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- overlay {size} begin -->", "<!-- overlay {size} end -->"


def make_engines() -> dict[str, Callable[[], Engine]]:
    """Engines by name, imported only when asked for, since most are installed with the `bench` group alone."""

    def shapely_tuned() -> Engine:
        from overlay.engines.shapely_tuned import ShapelyTuned

        return ShapelyTuned()

    def geopandas(method: str) -> Engine:
        from overlay.engines.geopandas_engine import GeoPandas

        return GeoPandas(method)

    def duckdb(method: str) -> Engine:
        from overlay.engines.duckdb_engine import DuckDb

        return DuckDb(method)

    def sedona(method: str) -> Engine:
        from overlay.engines.sedona_engine import Sedona

        return Sedona(method)

    def postgis(method: str) -> Engine:
        from overlay.engines.postgis_engine import PostGis

        return PostGis(method)

    return {
        "shapely": shapely_tuned,
        "geopandas-overlay": lambda: geopandas("overlay"),
        "geopandas-sjoin": lambda: geopandas("sjoin"),
        "duckdb": lambda: duckdb("plain"),
        "duckdb-tiled": lambda: duckdb("tiled, CASE"),
        "sedona": lambda: sedona("plain"),
        "sedona-tiled": lambda: sedona("tiled"),
        "postgis": lambda: postgis("plain"),
        "postgis-tiled": lambda: postgis("subdivided, CASE"),
    }


def time_layers(engine: Engine) -> tuple[float, dict[str, Pairs]]:
    start = time.perf_counter()
    found = {name: engine.run(name) for name in LAYERS}
    return time.perf_counter() - start, found


def time_single_blocks(engine: Engine, blocks: int, number: int) -> list[float]:
    """Milliseconds of one block against all layers, for blocks spread over the table."""
    times = []
    for block in np.linspace(0, blocks - 1, min(number, blocks)).astype(int):
        start = time.perf_counter()
        engine.one(int(block))
        times.append(1000 * (time.perf_counter() - start))
    return times


def compare(ours: dict[str, Pairs], theirs: dict[str, Pairs]) -> str:
    """Whether all pairs agree to 1e-6 relative or 0.01 m²; pairs below 0.01 m² may be missing on one side."""
    worst = 0.0
    for name in LAYERS:
        tables = []
        for block, feature, area in (ours[name], theirs[name]):
            key = np.asarray(block, dtype=np.int64) * 10_000_000 + np.asarray(feature, dtype=np.int64)
            order = np.argsort(key)
            tables.append((key[order], np.asarray(area)[order]))
        keys = np.union1d(tables[0][0], tables[1][0])
        full = [np.zeros(len(keys)) for _ in tables]
        for values, (key, area) in zip(full, tables, strict=True):
            values[np.searchsorted(keys, key)] = area
        gap = np.abs(full[0] - full[1])
        worst = max(worst, float(gap.max(initial=0)))
        if (gap > np.maximum(0.01, 1e-6 * full[1])).any():
            return f"NO: {name}, {int((gap > np.maximum(0.01, 1e-6 * full[1])).sum())} pairs, up to {gap.max():.3g} m²"
    return f"yes, within {worst:.1g} m²"


@dataclass
class Bench:
    """The workload, and Kuanggui's own results and times, against which each engine is measured."""

    size: str
    data: Data
    own: Kuanggui
    reference: dict[str, Pairs]
    repeat: int
    singles: int

    def row(self, name: str) -> dict[str, Any]:
        """One engine: loaded, timed in turns with Kuanggui, compared."""
        engine = make_engines()[name]()
        start = time.perf_counter()
        engine.load(self.data)
        loaded = time.perf_counter() - start
        turns, own_times = [], []
        for _ in range(self.repeat):
            own_times.append(time_layers(self.own)[0])
            seconds, found = time_layers(engine)
            turns.append((seconds, seconds / own_times[-1]))
        single = time_single_blocks(engine, len(self.data.block_shapes), self.singles)
        if hasattr(engine, "close"):
            engine.close()
        seconds, ratio = (statistics.median(values) for values in zip(*turns, strict=True))
        return {
            "name": engine.name, "seconds": seconds, "ratio": ratio, "p50": float(np.percentile(single, 50)),
            "p95": float(np.percentile(single, 95)), "load": loaded, "agree": compare(self.reference, found),
            "own": own_times,
        }  # fmt: skip

    def own_row(self) -> dict[str, Any]:
        """Kuanggui by itself, best and median of several turns."""
        times = [time_layers(self.own)[0] for _ in range(7)]
        single = time_single_blocks(self.own, len(self.data.block_shapes), 400)
        return {
            "name": self.own.name, "seconds": statistics.median(times), "best": min(times), "ratio": 1,
            "p50": float(np.percentile(single, 50)), "p95": float(np.percentile(single, 95)),
            "load": self.own.loaded, "agree": "–",
        }  # fmt: skip


def open_bench(size: str, repeat: int, singles: int, keep: Keep) -> Bench:
    data: Data = arrange(keep.get("work", lambda: make_workload(size)), keep)
    reference = keep.get("reference", lambda: _measure_on_plane(data))
    own = keep.get("own", lambda: load_own(data))
    time_layers(own)
    return Bench(size, data, own, reference, repeat, singles)


def _measure_on_plane(data: Data) -> dict[str, Pairs]:
    plane = Kuanggui(ellipsoidal=False)
    plane.load(data)
    return time_layers(plane)[1]


def load_own(data: Data) -> Kuanggui:
    own = Kuanggui(ellipsoidal=True)
    start = time.perf_counter()
    own.load(data)
    own.loaded = time.perf_counter() - start
    return own


def measure(bench: Bench, wanted: list[str], keep: Keep) -> list[str]:
    for name in wanted:
        try:
            row = bench.own_row() if name == "kuanggui" else bench.row(name)
        except ImportError as error:
            print(f"{name}: skipped, {error}; run with `uv run --group bench`", file=sys.stderr)
            continue
        keep.rows[name] = row
        keep.save_rows()
        print(format_row(row), flush=True)
        gc.collect()
    pairs = {name: len(bench.reference[name][0]) for name in LAYERS}
    rows = [format_row(keep.rows[name]) for name in ("kuanggui", *make_engines()) if name in keep.rows]
    return [describe(bench.size, bench.data, pairs), "", *TABLE_HEAD, *rows]


def format_row(row: dict[str, Any]) -> str:
    best = f" (best {row['best']:.2f})" if "best" in row else ""
    return (
        f"| {row['name']} | {row['seconds']:.2f}{best} | {row['ratio']:.0f} | {row['p50']:.2f} / {row['p95']:.2f} "
        f"| {row['load']:.0f} | {row['agree']} |"
    )


TABLE_HEAD = [
    "| engine | three layers, s | times Kuanggui's (median) | one block, ms p50 / p95 | load, s | areas agree |",
    "|---|---|---|---|---|---|",
]


def describe(size: str, data: Data, pairs: dict[str, int]) -> str:
    versions = []
    for package in ("numpy", "numba", "shapely", "geopandas", "duckdb", "sedonadb"):
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    counts = ", ".join(
        f"{name} {len(data.layers[name].shapes):,} features, {pairs[name]:,} overlaps" for name in LAYERS
    )
    return (
        f"Workload {size}: {len(data.block_shapes):,} blocks; {counts}. {os.cpu_count()} cores ({_processor()}), "
        f"Python {platform.python_version()}, {', '.join(versions)}. Two threads, data loaded and indexed."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def write_page(size: str, lines: list[str]) -> None:
    begin, end = BEGIN.format(size=size), END.format(size=size)
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    block = "\n".join([begin, *lines, end])
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2] or "\n"
    PAGE.write_text(f"{before.rstrip()}\n\n{block}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default=os.environ.get("KUANGGUI_BENCH_SIZE", "S"), choices=["S", "100k", "M", "L"])
    parser.add_argument("--engine", nargs="*", default=["kuanggui", *make_engines()])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--singles", type=int, default=200, help="blocks that are asked for one by one")
    parser.add_argument("--keep", type=Path, help="folder for the workload, prepared layers and rows")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    asked = parser.parse_args()
    keep = Keep(asked.keep, asked.size)
    bench = open_bench(asked.size, asked.repeat, asked.singles, keep)
    lines = measure(bench, asked.engine, keep)
    if asked.write:
        write_page(asked.size, lines)


if __name__ == "__main__":
    main()
