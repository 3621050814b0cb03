"""What the overlay does beside the table of engines: totals, blocks along parcel sides, the bound, growth, files, memory.

    uv run --group bench python benchmarks/bench_overlay_parts.py --size M [--keep FOLDER] [--part NAME ...] [--write]

`--keep` is the folder of bench_overlay.py; parts that were measured are kept there too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parent))

from bench_overlay import load_own, write_page
from overlay.data import Data, arrange
from overlay.engines.kuanggui_engine import Kuanggui
from overlay.engines.shapely_tuned import ShapelyTuned
from overlay.files import add_layers, run_measured
from overlay.keep import Keep
from overlay.workload import SIZES, Workload, make_workload

from kuanggui.app.overlay_inputs import open_overlay_layer, read_polygons
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.plane import to_plane
from kuanggui.spatial.polygons import join_polygons, to_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks, prepare_layer
from kuanggui.spatial.topology.fault import Limits
from kuanggui.spatial.topology.gaps import find_gaps, find_near_gaps
from kuanggui.spatial.topology.overlaps import find_overlaps
from kuanggui.spatial.totals import add_up, find_entangled, unite

SAMPLE = 100
Timed = Callable[[], Any]


def best(action: Timed, turns: int = 3) -> float:
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


class Parts:
    def __init__(self, size: str, keep: Keep) -> None:
        self.size, self.keep = size, keep
        self.work: Workload = keep.get("work", lambda: make_workload(size))
        self.data: Data = arrange(self.work, keep)
        self.own: Kuanggui = keep.get("own", lambda: load_own(self.data))

    def totals(self) -> str:
        layer, blocks = self.own.layers["farmland"], self.own.blocks
        start = time.perf_counter()
        entangled = find_entangled(layer, threads=2)
        flagged = time.perf_counter() - start
        seconds = best(lambda: add_up(blocks, layer, overlay(blocks, layer, threads=2), entangled))
        return (
            f"farmland totals of {len(blocks):,} blocks, ground counted once: {seconds:.2f} s "
            f"(finding features that overlap others, once a layer: {flagged:.1f} s; {int(entangled.sum())} found)"
        )

    def shared(self) -> str:
        """Totals where a tenth of the features lies twice in the layer, the copies moved by a few metres."""
        table = self.data.layers["farmland"].table
        again = table.take(np.arange(0, len(table), 10))
        copies = again.with_coordinates(again.x + 3.0, again.y + 2.0, again.crs)
        layer, blocks = prepare_layer(join_polygons([table, copies])), self.own.blocks
        start = time.perf_counter()
        entangled = find_entangled(layer, threads=2)
        flagged = time.perf_counter() - start
        start = time.perf_counter()
        united = unite(layer, np.flatnonzero(entangled))
        joined = time.perf_counter() - start
        seconds = best(lambda: add_up(blocks, layer, overlay(blocks, layer, threads=2), entangled, united))
        return (
            f"the same totals where {len(copies):,} features lie twice, {int(entangled.sum()):,} features overlapping others: "
            f"{seconds:.2f} s (once a layer: finding them {flagged:.1f} s, uniting them {joined:.0f} s)"
        )

    def topology(self) -> str:
        """Overlaps, gaps and near misses inside the parcels, one of which in a thousand is left out or moved."""
        table = self.data.layers["farmland"].table
        kept = table.take(np.flatnonzero(np.arange(len(table)) % 1000 != 500))
        layer, limits = prepare_layer(kept), Limits(gap_m2=1e5)
        told = []
        for name, look in (("overlaps", find_overlaps), ("gaps", find_gaps), ("near misses", find_near_gaps)):
            start = time.perf_counter()
            found = look(layer, limits=limits)
            told.append(f"{name} {time.perf_counter() - start:.1f} s ({len(found):,} found)")
        return f"topology of {len(kept):,} parcels, {len(table) - len(kept):,} taken out: {', '.join(told)}"

    def following(self) -> str:
        """Blocks whose sides are parcel sides, against tuned GEOS on a sample of them."""
        chosen = np.linspace(0, len(self.work.following) - 1, SAMPLE).astype(int)
        table = self.work.following.take(chosen)
        blocks, layer = prepare_blocks(table), self.own.layers["farmland"]
        mine = best(lambda: overlay(blocks, layer, threads=2))
        engine = ShapelyTuned()
        engine.load(Data(table, to_shapely(table), {"farmland": self.data.layers["farmland"]}))
        theirs = best(lambda: engine.run("farmland"), 1)
        return f"{SAMPLE} blocks along parcel sides: {mine:.3f} s; tuned shapely {theirs:.2f} s, {theirs / mine:.0f} times that"

    def bound(self) -> str:
        """Candidates by a tree of boxes, and GEOS on nothing but the pairs that truly cross, on a sample of the blocks."""
        chosen = np.linspace(0, len(self.data.block_shapes) - 1, SAMPLE).astype(int)
        blocks, shapes = self.data.block_shapes[chosen], self.data.layers["farmland"].shapes
        tree = shapely.STRtree(shapes)
        tree.query(blocks[0])
        finding = best(lambda: tree.query(blocks))
        block, feature = tree.query(blocks)
        shapely.prepare(blocks)
        one, other = blocks[block], shapes[feature]
        crossing = shapely.intersects(one, other) & ~shapely.contains_properly(one, other)
        cutting = best(lambda: shapely.area(shapely.intersection(one[crossing], other[crossing])), 1)
        mine = best(lambda: overlay(prepare_blocks(self.own.raw.take(chosen)), self.own.layers["farmland"], threads=1))
        return (
            f"bound, {SAMPLE} blocks and one thread: {len(block):,} candidates in {finding:.3f} s, GEOS on the {int(crossing.sum()):,} "
            f"that cross {cutting:.2f} s; Kuanggui, everything: {mine:.3f} s"
        )

    def areas(self) -> str:
        table = self.data.layers["farmland"].table
        seconds = best(lambda: measure_plane_areas(to_plane(table)), 1)
        return f"official areas of {len(table):,} parcels ({len(table.x):,} corners, from metres): {seconds:.1f} s"

    def files(self) -> str:
        """From snapshots (GeoParquet with the kernel's arrays beside it) to pairs, in this process and by the command."""
        folder = self.keep.folder or Path(tempfile.mkdtemp())
        paths, notes = add_layers(self.size, folder)
        blocks = folder / "blocks.parquet"
        seconds = best(lambda: run_files(blocks, paths))
        command = ["kuanggui", "overlay", str(blocks), *map(str, paths), "--out", str(folder / "pairs.parquet")]
        start = time.perf_counter()
        _, peak = run_measured(command)
        whole = time.perf_counter() - start
        return (
            f"from snapshots to pairs {seconds:.2f} s; the command with start and writing {whole:.1f} s, peak memory "
            f"{peak:.2f} GB; {notes}"
        )


def run_files(blocks: Path, layers: list[Path]) -> int:
    """Number of pairs, everything read from files."""
    prepared = prepare_blocks(read_polygons(blocks))
    found = [overlay(prepared, open_rows(path), threads=2).in_order() for path in layers]
    return sum(len(one.block) for one in found)


def open_rows(path: Path) -> Prepared:
    rows = open_overlay_layer(path).warm.rows
    assert isinstance(rows, Prepared)
    return rows


def growth(sizes: list[str], root: Path) -> str:
    """Seconds and pairs of the three layers for growing grounds with parcels of one size, on arrays left in files."""
    told = []
    for size in sizes:
        folder = root / size
        paths, notes = add_layers(size, folder)
        print(f"{size}: {notes}", flush=True)
        blocks = prepare_blocks(read_polygons(folder / "blocks.parquet"))
        layers = [open_rows(path) for path in paths]
        pairs = sum(len(overlay(blocks, layer, threads=2).block) for layer in layers)
        seconds = best(lambda blocks=blocks, layers=layers: [overlay(blocks, layer, threads=2) for layer in layers])
        one = best(lambda blocks=blocks, layers=layers: [overlay(blocks, layer, threads=1) for layer in layers])
        told.append(
            f"{size} ({SIZES[size].parcels_a_side ** 2 - 1:,} parcels) {pairs:,} pairs {seconds:.3f} s, "
            f"{1e6 * seconds / pairs:.2f} µs a pair; one thread {one:.3f} s"
        )
    return "growth: " + "; ".join(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default=os.environ.get("KUANGGUI_BENCH_SIZE", "S"))
    parser.add_argument(
        "--part", nargs="*", default=["totals", "shared", "topology", "following", "bound", "areas", "files", "growth"]
    )
    parser.add_argument("--growth", nargs="*", default=["S", "100k"], help="sizes of the growth")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    keep = Keep(asked.keep, asked.size)
    told: dict[str, str] = keep.parts
    parts = Parts(asked.size, keep) if set(asked.part) - {"growth"} else None
    for name in asked.part:
        if name == "growth":
            told[name] = growth(asked.growth, asked.keep or Path(tempfile.mkdtemp()))
        else:
            told[name] = getattr(parts, name)()
        keep.save_rows()
        print(told[name], flush=True)
    if asked.write:
        write_page(f"{asked.size} parts", [f"- {line}" for line in told.values()])


if __name__ == "__main__":
    main()
