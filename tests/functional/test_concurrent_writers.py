"""Many writers at once: no change is lost, conflicts are said, and nobody waits for ever."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kuanggui.errors import ConflictError
from kuanggui.model.feature import Change, ChangeKind, FeatureQuery, FeatureVersion
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.sql_store import SqlPlanStore
from plan_data import PLAN, block, keep_plan, signed

WRITERS = {"sqlite": 4, "postgis": 20}
CHANGES = 2
DAY = date(2024, 7, 1)


@pytest.fixture
def filled(database: str) -> str:
    with open_store(database, Purpose.WRITE) as store:
        keep_plan(store)
        with store.writing(signed("load")) as work:
            work.features.add(PLAN, [replace(block("CK01"), name="0"), replace(block("CK02", 113), name="0")], DAY)
    return database


def latest(store: SqlPlanStore) -> dict[str, FeatureVersion]:
    with store.reading() as work:
        return {v.feature.id: v for v in work.features.find(FeatureQuery(PLAN)) if v.valid_to is None}


def count_up(location: str, order: tuple[str, str]) -> Counter[str]:
    """Read both blocks, then write both one higher, in the given order, until it has worked often enough."""
    said = Counter[str]()
    with open_store(location, Purpose.WRITE, busy_seconds=60) as store:
        while said["done"] < CHANGES:
            seen = latest(store)
            changes = [one_higher(seen[key]) for key in order]
            try:
                with store.writing(signed("adjust", datetime.now(UTC))) as work:
                    work.features.apply(PLAN, changes, DAY, "T")
                said["done"] += 1
            except ConflictError:
                said["conflicts"] += 1
    return said


def one_higher(version: FeatureVersion) -> Change:
    after = replace(version.feature, name=str(int(version.feature.name) + 1))
    return Change(ChangeKind.CHANGE, ((after.id, version.version),), (after,))


def at_once(writers: int, work: Callable[[int], Counter[str]]) -> Counter[str]:
    with ThreadPoolExecutor(writers) as pool:
        return sum(pool.map(work, range(writers), timeout=240), Counter[str]())


def test_every_change_counts_once_whoever_comes_in_between(filled: str) -> None:
    writers = WRITERS["postgis" if "://" in filled else "sqlite"]
    orders = (("CK01", "CK02"), ("CK02", "CK01"))  # crosswise, as deadlocks like it
    said = at_once(writers, lambda number: count_up(filled, orders[number % 2]))
    assert said["done"] == writers * CHANGES
    assert said["conflicts"] > 0
    with open_store(filled, Purpose.READ) as store, store.reading() as work:
        assert {version.feature.name for version in latest(store).values()} == {str(said["done"])}
        assert work.verify().breaks == ()
        assert len(work.features.history(PLAN, "CK01")) == 1 + said["done"]
    with open_store(filled, Purpose.WRITE, busy_seconds=1) as store, store.writing(signed("after")) as work:
        assert work.features.add(PLAN, [block("CK03", 114)], DAY) == 1  # no lock is left standing
