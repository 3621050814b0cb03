"""A process killed at any moment leaves databases that open and hold all of a plan or nothing of it.

KUANGGUI_KILLS sets how often each is killed: three times by default, fifty times before a release.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kuanggui.app.import_ import import_file
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.storage.open import Purpose, open_store

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"
KILLS = int(os.environ.get("KUANGGUI_KILLS", "3"))
GAPS = 3000
WRITER = f"""
import sys
from datetime import UTC, datetime
from kuanggui.model.document import Document, Source
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Gap, GapReason
from kuanggui.model.reading import Reading
from kuanggui.storage.open import Purpose, open_store

gaps = tuple(Gap(f"item-{{n}}", "area", GapReason.NOT_STATED) for n in range({GAPS}))
print("ready", flush=True)
for n in range(1000):
    source = Source("plan.txt", str(n), 1, "text/plain", "test")
    with open_store(f"{{sys.argv[1]}}/{{n // 3}}.db", Purpose.WRITE) as store:
        store.save(Reading(Document(source, ()), ""), Plan(str(n), source, gaps=gaps), datetime.now(UTC))
    print(n, flush=True)
"""


def kill_after(seconds: float, folder: Path) -> list[str]:
    """Run the writer, kill it that long after it began, and give the plans it said were saved."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.stdout.read().split()


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_import_leaves_nothing_or_the_whole_plan_and_can_be_run_again(seed: int, tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    program = "from kuanggui.cli.main import run; run()"
    command = [sys.executable, "-c", program, "import", str(EXAMPLE), "--db", str(database)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        wait_for(database, process)
        try:
            process.wait(random.Random(seed).uniform(0, 0.4))
        except subprocess.TimeoutExpired:
            process.kill()
    again = import_file(EXAMPLE, str(database))
    with open_store(str(database), Purpose.READ) as store:
        assert store.problems() == []
        assert [entry.id for entry in store.plans()] == [again.plan.id]
        reading = read(EXAMPLE)
        assert store.load_plan(again.plan.id) == read_plan(reading)
        assert store.load_reading(again.plan.id).numbers == reading.numbers


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the writing begins, which is when the file appears."""
    while not path.exists() and process.poll() is None:
        time.sleep(0.002)


def whole_plans(path: Path) -> list[str]:
    """The plans in a database, after looking whether it is sound and every plan has all its items."""
    with open_store(str(path), Purpose.WRITE) as store:
        assert store.problems() == []
        plans = [entry.id for entry in store.plans()]
        assert {len(store.load_plan(plan).gaps) for plan in plans} <= {GAPS}
        return plans


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_writer_leaves_whole_plans_and_loses_no_acknowledged_one(seed: int, tmp_path: Path) -> None:
    acknowledged = kill_after(random.Random(seed).uniform(0.1, 1.5), tmp_path)
    kept = [plan for path in sorted(tmp_path.glob("*.db")) for plan in whole_plans(path)]
    assert set(acknowledged) <= set(kept)
    assert len(kept) <= len(acknowledged) + 1
