"""Features are found by time, place and attribute, alike on both engines, and no change loses what was before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from kuanggui.errors import ConflictError, InputError, StoreError
from kuanggui.model.feature import Change, ChangeKind, FeatureQuery, FeatureStatus, GeometryMark, Shape, Window
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.sql_store import SqlPlanStore
from plan_data import MORNING, PLAN, block, keep_plan, signed

START, LATER = date(2021, 1, 1), date(2023, 7, 1)


@pytest.fixture
def store(database: str) -> Iterator[SqlPlanStore]:
    with open_store(database, Purpose.WRITE) as opened:
        keep_plan(opened)
        with opened.writing(signed()) as work:
            work.features.add(PLAN, [block("CK01"), block("CK02", 112.5, minerals=("iron", "coal"))], START)
        yield opened


def found(store: SqlPlanStore, **query: Any) -> list[str]:
    with store.reading() as work:
        return [version.feature.name for version in work.features.find(FeatureQuery(PLAN, **query))]


def change(store: SqlPlanStore, *changes: Change, day: date = LATER, at: datetime = MORNING) -> None:
    with store.writing(signed("adjust", at)) as work:
        work.features.apply(PLAN, changes, day, "T1")


def test_a_feature_comes_back_as_it_was_with_its_area(store: SqlPlanStore) -> None:
    with store.reading() as work:
        first, second = work.features.find(FeatureQuery(PLAN))
    assert first.feature == block("CK01")
    assert (first.version, first.valid_from, first.valid_to, first.adjustment) == (1, START, None, None)
    assert first.area_m2 == pytest.approx(877.7 * 1110.0, rel=0.01)
    assert second.feature.minerals == ("iron", "coal")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"mineral": "iron"}, ["CK02号区块"]),
        ({"mineral": "iro"}, []),
        ({"adcode": "990000"}, ["CK01号区块", "CK02号区块"]),
        ({"adcode": "990122"}, []),
        ({"window": Window(112.0, 38.0, 112.001, 38.001)}, ["CK01号区块"]),
        ({"window": Window(112.0100000001, 38.0, 112.4, 38.1)}, []),
        ({"window": Window(112.01, 38.0, 112.5, 38.1)}, ["CK01号区块", "CK02号区块"]),
        ({"statuses": (FeatureStatus.EXISTING,)}, []),
        ({"ids": ("CK02",)}, ["CK02号区块"]),
        ({"as_of": START - timedelta(days=1)}, []),
    ],
)
def test_features_are_found_by_mineral_division_window_status_and_day(
    store: SqlPlanStore, query: dict[str, Any], names: list[str]
) -> None:
    assert found(store, **query) == names


def test_a_change_holds_from_its_day_and_the_past_stays_as_it_was_known(store: SqlPlanStore) -> None:
    renamed = replace(block("CK01"), name="改名")
    change(store, Change(ChangeKind.CHANGE, (("CK01", 1),), (renamed,)), at=MORNING + timedelta(days=9))
    assert found(store, as_of=LATER - timedelta(days=1))[0] == "CK01号区块"
    assert found(store, as_of=LATER)[0] == "改名"
    assert found(store, as_of=LATER, known_at=MORNING + timedelta(days=8))[0] == "CK01号区块"
    with store.reading() as work:
        versions = work.features.history(PLAN, "CK01")
    assert [(v.version, v.valid_to, v.recorded_to is None) for v in versions] == [
        (1, None, False),
        (1, LATER, True),
        (2, None, True),
    ]


def test_a_split_and_a_merge_name_what_came_before(store: SqlPlanStore) -> None:
    halves = (block("CK01-1"), block("CK01-2", 112.1))
    change(store, Change(ChangeKind.SPLIT, (("CK01", 1),), halves))
    assert found(store, as_of=LATER) == ["CK01-1号区块", "CK01-2号区块", "CK02号区块"]
    change(store, Change(ChangeKind.MERGE, (("CK01-1", 1), ("CK02", 1)), (block("CK09"),)), day=date(2024, 1, 1))
    with store.reading() as work:
        merged = next(work.features.find(FeatureQuery(PLAN, ids=("CK09",))))
    assert merged.predecessors == ("CK01-1", "CK02")
    assert found(store, as_of=LATER) == ["CK01-1号区块", "CK01-2号区块", "CK02号区块"]


def test_a_change_drawn_on_an_older_version_is_refused_and_writes_nothing(store: SqlPlanStore) -> None:
    change(store, Change(ChangeKind.MOVE, (("CK01", 1),), (block("CK01", 113.0),)))
    with pytest.raises(ConflictError, match="拟定后又有变更（拟定时第 1 版，现为第 2 版）"):
        change(
            store,
            Change(ChangeKind.RETIRE, (("CK02", 1),)),
            Change(ChangeKind.MOVE, (("CK01", 1),), (block("CK01", 114.0),)),
        )
    assert found(store, as_of=date(2025, 1, 1)) == ["CK01号区块", "CK02号区块"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Change(ChangeKind.ADD, (), (block("CK02"),)), "编号在本规划中已使用"),
        (Change(ChangeKind.ADD, (), (block("N"), block("N"))), "编号在本规划中已使用"),
        (Change(ChangeKind.RETIRE, (("CK77", 1),)), "已不在现行规划中"),
    ],
)
def test_ids_in_use_and_features_that_are_gone_are_refused(store: SqlPlanStore, wrong: Change, words: str) -> None:
    with pytest.raises(ConflictError, match=words):
        change(store, wrong)


def test_a_change_before_the_last_one_is_refused(store: SqlPlanStore) -> None:
    change(store, Change(ChangeKind.MOVE, (("CK01", 1),), (block("CK01", 113.0),)))
    with pytest.raises(ConflictError, match="请改用更晚的生效日期"):
        change(store, Change(ChangeKind.RETIRE, (("CK01", 2),)), day=LATER - timedelta(days=1))


def test_a_correction_of_the_same_day_replaces_what_never_was_in_force(store: SqlPlanStore) -> None:
    change(store, Change(ChangeKind.MOVE, (("CK01", 1),), (block("CK01", 113.0),)))
    change(store, Change(ChangeKind.MOVE, (("CK01", 2),), (block("CK01", 114.0),)))
    assert found(store, window=Window(113.0, 38.0, 113.01, 38.01), as_of=LATER) == []
    assert found(store, window=Window(114.0, 38.0, 114.01, 38.01), as_of=LATER) == ["CK01号区块"]


def test_points_have_a_place_and_no_area_and_features_without_geometry_neither(store: SqlPlanStore) -> None:
    point = Shape(GeometryMark.ILLUSTRATIVE, bytes.fromhex("0101000000" + "0000000000805c40" + "0000000000004340"))
    with store.writing(signed()) as work:
        work.features.add(PLAN, [replace(block("P"), shape=point)], START)
        work.features.add(PLAN, [replace(block("Q"), shape=Shape())], START)
    with store.reading() as work:
        areas = {v.feature.id: v.area_m2 for v in work.features.find(FeatureQuery(PLAN, ids=("P", "Q")))}
    assert areas == {"P": None, "Q": None}
    assert found(store, window=Window(114.0, 38.0, 114.0, 38.0)) == ["P号区块"]


def test_bytes_that_are_no_geometry_are_refused(store: SqlPlanStore) -> None:
    broken = replace(block("X"), shape=Shape(GeometryMark.OFFICIAL, b"\1nonsense"))
    with pytest.raises(InputError, match="不是有效的 WKB"), store.writing(signed()) as work:
        work.features.add(PLAN, [broken], START)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM feature_versions", "UPDATE feature_versions SET name = 'x'", "DELETE FROM trail_entries"]
)
def test_the_database_itself_refuses_to_forget(store: SqlPlanStore, statement: str) -> None:
    with pytest.raises(StoreError, match="append-only"), store.transaction(writes=True) as connection:
        connection.execute(text(statement))


def test_reading_work_refuses_to_write(store: SqlPlanStore) -> None:
    with store.reading() as work, pytest.raises(StoreError, match="只读"):
        work.features.add(PLAN, [block("CK03")], START)
