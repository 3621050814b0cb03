"""Programs killed while they import, adjust or export leave databases that open, verify and hold all or nothing of each transaction.

KUANGGUI_KILLS sets how often each is killed on each engine: twice by default, fifty times before a release.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kuanggui.app.exits.folder import import_folder
from kuanggui.model.feature import FeatureQuery
from kuanggui.storage.open import Purpose, open_store
from plan_data import PLAN, block, keep_plan, signed
from servers.postgres import Cluster

KILLS = int(os.environ.get("KUANGGUI_KILLS", "2"))
GAPS = 2000
BLOCKS = 60
PRELUDE = f"""
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from plan_data import PLAN, block, signed
from kuanggui.app.exits.folder import export_folder
from kuanggui.model.document import Document, Source
from kuanggui.model.feature import Change, ChangeKind, FeatureQuery
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Gap, GapReason
from kuanggui.model.reading import Reading
from kuanggui.storage.open import Purpose, open_store

location, folder = sys.argv[1], Path(sys.argv[2])
gaps = tuple(Gap(f"item-{{n}}", "area", GapReason.NOT_STATED) for n in range({GAPS}))
"""
IMPORTING = """
def step(n):
    source = Source("plan.txt", f"{n:064}", 1, "text/plain", "test")
    with open_store(location, Purpose.WRITE) as store:
        store.save(Reading(Document(source, ()), ""), Plan(f"killed-{n}", source, gaps=gaps), datetime.now(UTC))
"""
ADJUSTING = """
def step(n):
    day = date(2022, 1, 1) + timedelta(days=n)
    with open_store(location, Purpose.WRITE) as store, store.writing(signed("adjust", datetime.now(UTC))) as work:
        last = [v for v in work.features.find(FeatureQuery(PLAN)) if v.valid_to is None]
        changes = [
            Change(ChangeKind.CHANGE, ((v.feature.id, v.version),), (replace(v.feature, name=str(n)),)) for v in last
        ]
        work.features.apply(PLAN, changes, day, f"T{n}")
"""
EXPORTING = """
def step(n):
    export_folder(location, folder / str(n))
"""
LOOP = """
step(0)
print("ready", flush=True)
for n in range(1, 500):
    step(n)
    print(n, flush=True)
"""


def kill(step: str, location: str, folder: Path, seed: int, server: Cluster | None = None) -> list[int]:
    """Run a program, kill it (or the server under it) a random moment after its first step, and give the steps it said were done."""
    command = [sys.executable, "-c", PRELUDE + step + LOOP, location, str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    said = None if server is None else subprocess.DEVNULL  # the trace of a program whose server is gone
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(random.Random(seed).uniform(0.02, 1.0))
        except subprocess.TimeoutExpired:
            process.kill() if server is None else server.crash()
        return [0, *(int(line) for line in process.stdout.read().split())]


@pytest.fixture
def filled(database: str) -> str:
    return fill(database)


def fill(database: str) -> str:
    with open_store(database, Purpose.WRITE) as store:
        keep_plan(store)
        with store.writing(signed("load")) as work:
            blocks = [block(f"CK{n:03}", 112 + n / 50) for n in range(BLOCKS)]
            work.features.add(PLAN, blocks, signed().at.date().replace(year=2021))
    return database


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_import_leaves_whole_plans_and_loses_no_acknowledged_one(
    filled: str, tmp_path: Path, seed: int
) -> None:
    done = kill(IMPORTING, filled, tmp_path, seed)
    with open_store(filled, Purpose.WRITE) as store, store.reading() as work:
        plans = {entry.id for entry in work.plans()} - {PLAN}
        assert {f"killed-{n}" for n in done} <= plans <= {f"killed-{n}" for n in range(len(done) + 1)}
        assert {len(work.load_plan(plan).gaps) for plan in plans} == {GAPS}
        assert (store.problems(), work.verify().breaks) == ([], ())


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_adjustment_changes_every_block_or_none(filled: str, tmp_path: Path, seed: int) -> None:
    done = kill(ADJUSTING, filled, tmp_path, seed)
    every_block_or_none(filled, done)


@pytest.fixture(scope="module")
def durable(postgres: Cluster) -> Iterator[Cluster]:
    """A server that writes to disk before it acknowledges, as a server of a bureau does."""
    server = Cluster(postgres.programs, {})
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_server_that_stops_without_warning_keeps_what_it_acknowledged(
    durable: Cluster, tmp_path: Path, seed: int
) -> None:
    location = fill(durable.new_database())
    done = kill(ADJUSTING, location, tmp_path, seed, durable)
    durable.launch()
    every_block_or_none(location, done)


def every_block_or_none(location: str, done: list[int]) -> None:
    with open_store(location, Purpose.WRITE) as store, store.reading() as work:
        last = [version for version in work.features.find(FeatureQuery(PLAN)) if version.valid_to is None]
        assert len(last) == BLOCKS
        (name,) = {version.feature.name for version in last}
        assert int(name) in {done[-1], done[-1] + 1}
        assert {version.version for version in last} == {int(name) + 2}
        assert (store.problems(), work.verify().breaks) == ([], ())


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_export_leaves_only_whole_folders_and_the_database_as_it_was(
    filled: str, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    done = kill(EXPORTING, filled, folder, seed)
    whole = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    assert {str(n) for n in done} <= set(whole)
    verified = import_folder(folder / max(whole, key=int), str(tmp_path / "new.db"))
    with open_store(filled, Purpose.WRITE) as store, store.reading() as work:
        again = work.verify()
    assert (again.breaks, again.head) == ((), verified.head)
