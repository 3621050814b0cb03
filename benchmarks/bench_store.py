"""Blocks and rights on both stores: import, questions as of a day by window and by attribute, and the difference of two versions.

`python benchmarks/bench_store.py [COUNT] [--write]`: prints the table, and with `--write` puts it into benchmarks/store.md. A private
PostgreSQL is started where its programs are; it writes to disk as a server does (fsync on).
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kuanggui.app.difference.features import compare_features
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureKind, FeatureQuery, Window
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.sql_store import SqlPlanStore
from plan_data import PLAN, block, keep_plan, signed
from servers.postgres import Cluster, find_programs

START, LATER, NOW = date(2021, 1, 1), date(2024, 7, 1), date(2025, 1, 1)
MINERALS = ("coal", "iron", "copper", "gold", "limestone_cement", "sand_building", "granite_facing", "graphite")
KINDS = (
    FeatureKind.MINING_BLOCK,
    FeatureKind.EXPLORATION_BLOCK,
    FeatureKind.MINING_RIGHT,
    FeatureKind.EXPLORATION_RIGHT,
)
MOVED = 1000
QUESTIONS = 50


def made(count: int) -> Iterator[Feature]:
    """Blocks and rights about a kilometre wide, scattered over a province."""
    chance = random.Random(6)
    for number in range(count):
        west, south = round(chance.uniform(110.2, 114.5), 6), round(chance.uniform(34.6, 40.7), 6)
        kind, mineral = chance.choice(KINDS), chance.choice(MINERALS)
        yield replace(
            block(f"F{number:06}", west, south), kind=kind, minerals=(mineral,), adcodes=(f"14{number % 900:04}",)
        )


def timed(work: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def measure(store: SqlPlanStore, count: int) -> dict[str, str]:
    keep_plan(store)
    rows = {}

    def load() -> None:
        with store.writing(signed("load", datetime.now(UTC))) as work:
            work.features.add(PLAN, made(count), START)

    seconds, _ = timed(load)
    rows[f"import {count:,}"] = f"{seconds:.1f} s ({count / seconds:,.0f}/s)"
    seconds, _ = timed(lambda: change(store))
    rows[f"adjustment of {MOVED:,}"] = f"{seconds:.2f} s"
    chance = random.Random(7)
    corners = [(chance.uniform(110.5, 114), chance.uniform(35, 40)) for _ in range(QUESTIONS)]
    windows = [FeatureQuery(PLAN, as_of=NOW, window=Window(w, s, w + 0.1, s + 0.1)) for w, s in corners]
    rows["as of a day, window 0.1°"] = asked(store, windows)
    past = [replace(query, as_of=START, known_at=datetime.now(UTC)) for query in windows]
    rows["the same, in both times"] = asked(store, past)
    named = [FeatureQuery(PLAN, as_of=NOW, ids=(f"F{chance.randrange(count):06}",)) for _ in range(QUESTIONS)]
    rows["as of a day, one id"] = asked(store, named)
    attributes = [
        FeatureQuery(PLAN, as_of=NOW, kinds=(KINDS[0],), mineral="gold", adcode=f"14{n:02}00") for n in range(5)
    ]
    rows["as of a day, kind + mineral + county"] = asked(store, attributes)
    seconds, found = timed(lambda: difference(store))
    assert found == MOVED, found
    rows["difference of two days"] = f"{seconds:.1f} s"
    seconds, broken = timed(lambda: verified(store))
    assert broken == 0
    rows["verify"] = f"{seconds:.1f} s"
    return rows


def change(store: SqlPlanStore) -> None:
    with store.writing(signed("adjust", datetime.now(UTC))) as work:
        chosen = list(work.features.find(FeatureQuery(PLAN, limit=MOVED)))
        changes = [
            Change(ChangeKind.CHANGE, ((v.feature.id, v.version),), (replace(v.feature, name="改"),)) for v in chosen
        ]
        work.features.apply(PLAN, changes, LATER, "T1")


def asked(store: SqlPlanStore, queries: list[FeatureQuery]) -> str:
    times, found = [], 0
    for query in queries:
        with store.reading() as work:
            seconds, versions = timed(lambda query=query, work=work: list(work.features.find(query)))
        times.append(seconds)
        found += len(versions)
    return f"{statistics.median(times) * 1000:.1f} ms median of {len(queries)} ({found} found)"


def difference(store: SqlPlanStore) -> int:
    then, now = FeatureQuery(PLAN, as_of=START), FeatureQuery(PLAN, as_of=NOW)
    with store.reading() as work:
        before, after = (
            [version.feature for version in work.features.only(one, other)] for one, other in ((then, now), (now, then))
        )
        return len(list(compare_features(before, after)))


def verified(store: SqlPlanStore) -> int:
    with store.reading() as work:
        return len(work.verify().breaks)


def main() -> None:
    numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
    count = int(numbers[0]) if numbers else 100_000
    results = {}
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/plans.db", Purpose.WRITE) as store:
        results["SQLite file"] = measure(store, count)
    programs = find_programs()
    if programs is not None:
        cluster = Cluster(programs, {})
        cluster.start()
        try:
            with open_store(cluster.new_database(), Purpose.WRITE) as store:
                results["PostgreSQL + PostGIS"] = measure(store, count)
        finally:
            cluster.stop()
    table = report(results)
    print(table)
    if "--write" in sys.argv:
        Path(__file__).with_name("store.md").write_text(table, encoding="utf-8")


def report(results: dict[str, dict[str, str]]) -> str:
    engines = list(results)
    lines = [f"| work | {' | '.join(engines)} |", "|---|" + "---|" * len(engines)]
    for work in results[engines[0]]:
        lines.append(f"| {work} | " + " | ".join(results[engine][work] for engine in engines) + " |")
    head = "# The plan database on both stores\n\nBlocks and rights of a province; `python benchmarks/bench_store.py --write`."
    where = (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, Python {platform.python_version()}, 2 cores."
    )
    return f"{head} {where}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
