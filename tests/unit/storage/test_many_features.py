"""Thousands of features at once: bulk loading, changes in batches and differences keep what one by one would."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kuanggui.app.difference.features import compare_features
from kuanggui.errors import ConflictError, StoreError
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureQuery, Shape, SourceRow
from kuanggui.storage.features.repository import apart
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.schema.history import features as table
from kuanggui.storage.sql_store import SqlPlanStore
from plan_data import PLAN, block, keep_plan, signed

START, MIDDLE, LATER = date(2021, 1, 1), date(2022, 1, 1), date(2023, 7, 1)
AWKWARD = ("\\N", "a\tb", "a\\b", "甲\n乙", '"', "'", "", "  ", "\\.", "☃", "{a,b}", "\x7f")


def awkward(number: int) -> Feature:
    """A feature whose words a bulk format could take for marks of its own."""
    word = AWKWARD[number % len(AWKWARD)]
    made = block(f"CK{number:04}", 100 + number / 100)
    return replace(
        made,
        name=word,
        number=None if number % 3 else word,
        stated_area_km2=None if number % 2 else Decimal("0.1000") * number,
        shape=Shape() if number % 5 == 0 else made.shape,
        attributes=((word or "空", word),),
        source=SourceRow(word, "f" * 64, number) if number % 7 else None,
    )


MANY = [awkward(number) for number in range(1203)]


@pytest.fixture
def store(database: str) -> Iterator[SqlPlanStore]:
    with open_store(database, Purpose.WRITE) as opened:
        keep_plan(opened)
        with opened.writing(signed()) as work:
            work.features.add(PLAN, MANY, START)
        yield opened


def features(store: SqlPlanStore, day: date) -> list[Feature]:
    with store.reading() as work:
        return [version.feature for version in work.features.find(FeatureQuery(PLAN, as_of=day))]


def renamed(number: int, name: str, version: int = 1) -> Change:
    feature = MANY[number]
    return Change(ChangeKind.CHANGE, ((feature.id, version),), (replace(feature, name=name),))


def apply(store: SqlPlanStore, *changes: Change, day: date = MIDDLE) -> None:
    with store.writing(signed("adjust")) as work:
        work.features.apply(PLAN, changes, day, "T1")


def test_many_features_come_back_as_they_were(store: SqlPlanStore) -> None:
    assert features(store, START) == MANY
    with store.reading() as work:
        assert work.verify().breaks == ()
        assert {version.area_m2 is None for version in work.features.find(FeatureQuery(PLAN))} == {False, True}


def test_many_changes_at_once_are_kept_and_can_be_verified(store: SqlPlanStore) -> None:
    apply(store, *(renamed(number, "改") for number in range(900)))
    assert {each.name for each in features(store, MIDDLE)[:900]} == {"改"}
    assert features(store, START) == MANY
    with store.reading() as work:
        assert work.verify().breaks == ()
        versions = work.features.history(PLAN, "CK0000")
    assert [(each.version, each.valid_to, each.recorded_to is None) for each in versions] == [
        (1, None, False),
        (1, MIDDLE, True),
        (2, None, True),
    ]


def test_one_feature_may_change_twice_in_one_transaction(store: SqlPlanStore) -> None:
    apply(store, renamed(1, "一"), renamed(2, "二"), renamed(1, "三", version=2))
    assert [each.name for each in features(store, MIDDLE)[1:3]] == ["三", "二"]
    with store.reading() as work:
        assert [each.version for each in work.features.history(PLAN, "CK0001")] == [1, 1, 2, 3]


def test_one_stale_change_among_many_takes_all_of_them_back(store: SqlPlanStore) -> None:
    apply(store, renamed(700, "先"))
    with pytest.raises(ConflictError, match="CK0700: 拟定后又有变更（拟定时第 1 版，现为第 2 版）"):
        apply(store, *(renamed(number, "后") for number in range(900)), day=LATER)
    assert {each.name for each in features(store, LATER)} == {*AWKWARD, "先"}
    with store.reading() as work:
        assert work.verify().breaks == ()


def test_a_row_that_was_closed_in_between_is_not_closed_twice(store: SqlPlanStore) -> None:
    with store.writing(signed()) as work:
        assert work.writer is not None
        work.writer.close(table, [1, 2])
        with pytest.raises(StoreError, match="已被另一次写入更新"):
            work.writer.close(table, [2, 3])


def test_changes_are_put_together_until_a_feature_comes_again() -> None:
    one, two, again = renamed(1, "一"), renamed(2, "二"), renamed(1, "三", version=2)
    assert list(apart([one, two, again], 10)) == [[one, two], [again]]
    assert list(apart([one, two], 1)) == [[one], [two]]
    assert list(apart([], 10)) == []


def test_what_differs_between_two_days_is_found_without_reading_what_stays(store: SqlPlanStore) -> None:
    retired = Change(ChangeKind.RETIRE, ((MANY[5].id, 1),))
    apply(store, *(renamed(number, "改") for number in range(6, 40)), retired)
    apply(store, Change(ChangeKind.ADD, (), (block("NEW"),)), renamed(7, MANY[7].name, version=2), day=LATER)
    days = [FeatureQuery(PLAN, as_of=day) for day in (START, LATER)]
    with store.reading() as work:
        before, after = ([each.feature for each in work.features.only(*pair)] for pair in (days, days[::-1]))
    assert (len(before), len(after)) == (35, 35)
    whole = list(compare_features(features(store, START), features(store, LATER)))
    assert list(compare_features(before, after)) == whole
    assert [each.how for each in whole].count("changed") == 33
