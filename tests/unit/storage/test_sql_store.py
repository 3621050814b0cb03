"""Saving happens once and wholly; plans are found again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from kuanggui.errors import StoreError
from kuanggui.model.document import Document, Source
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Gap, GapReason, Word, Years
from kuanggui.model.reading import Reading
from kuanggui.storage.schema import metadata
from kuanggui.storage.schema.history import HISTORY
from kuanggui.storage.sql_store import SqlPlanStore

# Nothing can be deleted from the tables that keep history.
CHANGING = [table for table in metadata.sorted_tables if table.name not in {*HISTORY, "trail_entries"}]
FIRST = datetime(2024, 1, 2, tzinfo=UTC)
SECOND = datetime(2024, 3, 4, tzinfo=UTC)


@pytest.fixture
def store(shared_store: SqlPlanStore) -> SqlPlanStore:
    with shared_store.transaction(writes=True) as connection:
        for table in reversed(CHANGING):
            connection.execute(table.delete())
    return shared_store


def plan_of(home: Source, plan_id: str) -> Plan:
    place = Place(home.name, home.sha256, 1, 0, 3, "示例市")
    return Plan(
        id=plan_id,
        source=home,
        title=Word("示例市矿产资源总体规划", place),
        level=Level.CITY,
        region=Word("示例市", place, ("990100",)),
        planning_period=Years(2021, 2025, place),
        gaps=(Gap("", "issuer", GapReason.NOT_STATED),),
    )


def test_the_list_shows_what_a_plan_is_latest_first(store: SqlPlanStore, home: Source) -> None:
    other = replace(home, sha256="c" * 64, name="later.txt")
    store.save(Reading(Document(home, ()), "题"), plan_of(home, "a"), FIRST)
    store.save(Reading(Document(other, ()), "题"), Plan("b", other), SECOND)
    later, earlier = store.plans()
    assert (later.id, later.title, later.level, later.region, later.period) == ("b", None, None, None, None)
    assert (earlier.title, earlier.level, earlier.region) == ("示例市矿产资源总体规划", Level.CITY, "示例市")
    assert (earlier.period, earlier.document, earlier.imported_at) == ((2021, 2025), home.name, FIRST)


def test_the_same_file_is_kept_once(store: SqlPlanStore, home: Source) -> None:
    reading = Reading(Document(home, ()), "题")
    first = store.save(reading, plan_of(home, "a"), FIRST)
    again = store.save(reading, plan_of(home, "a"), SECOND)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.plan == first.plan == store.find(home.sha256)
    assert store.plans() == [first.plan]


def test_a_save_that_fails_half_way_leaves_no_row(store: SqlPlanStore, home: Source) -> None:
    broken = replace(plan_of(home, "a"), gaps=(Gap("", "issuer", None),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store.save(Reading(Document(home, ()), "题"), broken, FIRST)
    with store.transaction() as connection:
        counts = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in CHANGING}
    assert {name: count for name, count in counts.items() if count} == {}


def test_an_unknown_plan_is_named_with_those_that_are_there(store: SqlPlanStore, home: Source) -> None:
    store.save(Reading(Document(home, ()), "题"), plan_of(home, "a"), FIRST)
    for load in (store.load_plan, store.load_reading):
        with pytest.raises(StoreError, match="没有规划 z；库中有：a"):
            load("z")
