"""Whatever is changed behind the audit trail's back is found and named."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from kuanggui.model.feature import Change, ChangeKind
from kuanggui.model.trail import Verified
from kuanggui.storage.canonical import digest_of
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.schema.history import features
from kuanggui.storage.sql_store import SqlPlanStore
from plan_data import PLAN, block, keep_plan, signed

START, LATER = date(2021, 1, 1), date(2023, 7, 1)
TRIGGERS = (
    "keep_trail_entries_rows",
    "keep_trail_entries_values",
    "keep_feature_versions_rows",
    "keep_feature_versions_values",
)


@pytest.fixture
def store(database: str) -> Iterator[SqlPlanStore]:
    with open_store(database, Purpose.WRITE) as opened:
        keep_plan(opened)
        with opened.writing(signed("load")) as work:
            work.features.add(PLAN, [block(f"CK{n:02}", 112 + n / 10) for n in range(4)], START)
        with opened.writing(signed("adjust")) as work:
            work.features.apply(PLAN, [Change(ChangeKind.RETIRE, (("CK02", 1),))], LATER, "T1")
        yield opened


def verified(store: SqlPlanStore) -> Verified:
    with store.reading() as work:
        return work.verify()


def tamper(store: SqlPlanStore, *statements: str) -> None:
    """As somebody would who has the database in his hands: without the triggers."""
    with store.transaction(writes=True) as connection:
        for trigger in TRIGGERS:
            table = "trail_entries" if "trail" in trigger else "feature_versions"
            connection.execute(
                text(f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.dialect.name == "postgresql" else ""))
            )
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_database_holds_and_each_transaction_made_one_entry(store: SqlPlanStore) -> None:
    result = verified(store)
    assert (result.entries, result.breaks) == (3, ())
    with store.reading() as work:
        entries = list(work.trail())
    assert [entry.action for entry in entries] == ["import", "load", "adjust"]
    assert result.head == entries[-1].hash
    assert entries[1].content[0].rows == 4


@pytest.mark.parametrize(
    ("statement", "entry", "record"),
    [
        ("UPDATE feature_versions SET name = 'x' WHERE feature = 'CK01'", 2, "feature_versions 第 2 行 CK01"),
        ("UPDATE feature_versions SET north = 39 WHERE feature = 'CK01'", 2, "feature_versions 第 2 行 CK01"),
        ("DELETE FROM feature_versions WHERE feature = 'CK03'", 2, "feature_versions 表"),
        (
            "UPDATE feature_versions SET recorded_to = NULL, closed_by = NULL WHERE feature = 'CK02'",
            3,
            "feature_versions 表",
        ),
        ("UPDATE trail_entries SET why = 'x' WHERE number = 2", 2, "留痕第 2 条"),
        ("UPDATE trail_entries SET who = 'x' WHERE number = 3", 3, "留痕第 3 条"),
        ("DELETE FROM trail_entries WHERE number = 2", 2, "留痕第 2 条"),
        ("DELETE FROM trail_entries WHERE number = 3", None, "feature_versions 表（entry = 3）"),
        ("UPDATE documents SET name = 'x'", 1, "documents 表（id = 1）"),
        ("UPDATE plan_versions SET region = 'x'", 1, "plan_versions 表（id = 1）"),
    ],
)
def test_the_first_broken_record_is_named(store: SqlPlanStore, statement: str, entry: int | None, record: str) -> None:
    tamper(store, statement)
    first = verified(store).breaks[0]
    assert (first.entry, first.record) == (entry, record)


def test_a_row_put_in_without_an_entry_is_found(store: SqlPlanStore) -> None:
    tamper(store, "INSERT INTO plans (id, recorded_at) VALUES ('forged', '2024-01-01 00:00:00')")
    assert [(each.record, each.wrong) for each in verified(store).breaks] == [("plans 表（id = forged）", "没有留痕")]


def test_a_row_changed_with_its_digest_is_found_by_the_sum_of_its_entry(store: SqlPlanStore) -> None:
    tamper(store, "UPDATE feature_versions SET feature = 'CK9' WHERE feature = 'CK01'")
    broken = verified(store).breaks
    assert broken
    tamper_digest = "UPDATE feature_versions SET digest = '{}' WHERE feature = 'CK9'"
    with store.transaction(writes=True) as connection:
        row = connection.execute(features.select().where(features.c.feature == "CK9")).mappings().one()
        connection.execute(text(tamper_digest.format(digest_of(dict(row)))))
    assert [each.record for each in verified(store).breaks] == ["feature_versions 表（entry = 2）"]
