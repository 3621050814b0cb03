"""What is stored comes back equal, field by field, for random records of every class."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuanggui.model.box import Box, BoxCell, BoxColumn, BoxRow
from kuanggui.model.document import Document, Source
from kuanggui.model.located import LocatedText
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.storage.engines.json_text import dump, load
from kuanggui.storage.schema import ITEMS, READING, metadata
from kuanggui.storage.schema.history import HISTORY
from kuanggui.storage.schema.records import RecordTable
from kuanggui.storage.sql_store import SqlPlanStore

# Nothing can be deleted from the tables that keep history.
CHANGING = [table for table in metadata.sorted_tables if table.name not in {*HISTORY, "trail_entries"}]
MOMENT = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
TABLES = {records.table.name: records for records in (*ITEMS.values(), *READING.values())}
quick = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
few = settings(quick, max_examples=4)


def through_columns(value: Any) -> Any:
    """What a database does to a column value: JSON becomes text and comes back."""
    return load(dump(value)) if isinstance(value, (dict, list)) else value


@pytest.mark.parametrize("table", TABLES)
@quick
@given(data=st.data())
def test_the_columns_of_a_record_hold_all_of_it(table: str, home: Source, data: st.DataObject) -> None:
    records: RecordTable = TABLES[table]
    record = data.draw(st.from_type(records.record))
    row = {column: through_columns(value) for column, value in records.row(record, home).items()}
    assert set(row) < set(records.table.c.keys())
    assert records.record(**records.values(row, home)) == record


def test_every_part_of_a_plan_has_a_table_or_columns() -> None:
    stored = {*ITEMS, *metadata.tables["plan_versions"].c.keys()}
    named = {field.name for field in fields(Plan)} - {"id", "source"}
    assert {name for name in named if name not in stored and f"{name}_from" not in stored} == set()


def few_of(kind: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.from_type(kind), max_size=1).map(tuple)


TEXTS = few_of(LocatedText)
ROWS = st.lists(st.builds(BoxRow, cells=few_of(BoxCell), raw=TEXTS), max_size=2).map(tuple)
BOX = st.builds(Box, columns=few_of(BoxColumn), header=ROWS, rows=ROWS, notes=TEXTS, items=TEXTS)
BOXES = st.lists(BOX, max_size=2, unique_by=lambda box: box.id).map(tuple)


def emptied(store: SqlPlanStore) -> SqlPlanStore:
    with store.transaction(writes=True) as connection:
        for table in reversed(CHANGING):
            connection.execute(table.delete())
    return store


@few
@given(data=st.data())
def test_a_plan_comes_back_from_the_database_as_it_was(
    shared_store: SqlPlanStore, home: Source, data: st.DataObject
) -> None:
    items = {name: few_of(records.record) for name, records in ITEMS.items()}
    plan = replace(data.draw(st.builds(Plan, **items)), id="p", source=home)
    assert emptied(shared_store).save(Reading(Document(home, ()), ""), plan, MOMENT).is_new
    assert shared_store.load_plan("p") == plan


@few
@given(data=st.data())
def test_a_reading_comes_back_from_the_database_as_it_was(
    shared_store: SqlPlanStore, home: Source, data: st.DataObject
) -> None:
    parts = {name: few_of(records.record) for name, records in READING.items()}
    reading = data.draw(st.builds(Reading, document=st.just(Document(home, ())), boxes=BOXES, **parts))
    emptied(shared_store).save(reading, Plan("p", home), MOMENT)
    assert shared_store.load_reading("p") == reading
