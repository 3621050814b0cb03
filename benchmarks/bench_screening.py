"""Screening one case at a time, and many in one run, against farmland, red line and urban boundaries kept warm.

    uv run python benchmarks/bench_screening.py --size M [--cases 200]

Size M has a million parcels. One case: percentiles of the time through the Python API, rules, themes and verdict included.
Many: 2,000 blocks in one run, beside the time that the kernel alone takes for the same blocks and layers.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from overlay.workload import make_workload

from kuanggui.app.screening.ranges import Range
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.layers import Attributes, ThemeLayer, Themes
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="S", choices=["S", "M", "L"])
    parser.add_argument("--cases", type=int, default=200)
    options = parser.parse_args()
    law = Law(date(2026, 7, 1))
    settings = settings_of(law)
    workload = make_workload(options.size)
    layers = [make_theme(kind, getattr(workload, name)) for name, kind in KINDS.items()]
    themes = Themes(layers, settings)
    screener = Screener(themes, law, None, settings)
    requests = make_requests(workload.blocks)
    features = {layer.record.kind: len(layer.attributes) for layer in layers}
    print(f"features {features}, blocks {len(requests)}")
    for request in requests[:5]:
        screener.screen(request)
    one_by_one(screener, requests[: options.cases])
    in_one_run(screener, requests, layers, workload.blocks)


def one_by_one(screener: Screener, requests: list[Request]) -> None:
    times = []
    for request in requests:
        begun = time.perf_counter()
        screener.screen(request)
        times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(f"one case, {len(times)} times: median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")


def in_one_run(screener: Screener, requests: list[Request], layers: list[ThemeLayer], blocks: Polygons) -> None:
    begun = time.perf_counter()
    prepared = prepare_blocks(to_crs(blocks, GEOGRAPHIC))
    for layer in layers:
        setting = screener.settings[layer.record.kind]
        layer.warm.meet(prepared, tolerance_m2=setting.tolerance_m2, near_m=setting.near_m or None)
    kernel = time.perf_counter() - begun
    begun = time.perf_counter()
    count = sum(1 for _ in screener.screen_many(requests))
    whole = time.perf_counter() - begun
    each = (whole - kernel) / count * 1000
    print(
        f"{count} blocks in one run: kernel {kernel:.2f} s, whole {whole:.2f} s, rules and answers {each:.2f} ms a block"
    )


if __name__ == "__main__":
    main()
