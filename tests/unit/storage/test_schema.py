"""The tables that a new database gets are those that the migrations build, on either engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kuanggui.storage import migrate
from kuanggui.storage.engines.choose import database_at
from kuanggui.storage.schema import metadata
from kuanggui.storage.schema.engine_parts import RTREE
from kuanggui.storage.schema.history import HISTORY
from kuanggui.storage.schema.revisions import REVISIONS

POSTGRES = (
    "SELECT 'column', table_name, concat_ws(' ', column_name, data_type, is_nullable, generation_expression)"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'function', proname, prosrc FROM pg_proc WHERE proname LIKE 'kuanggui%'",
)
SQLITE = ("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL",)


def parts(connection: Connection) -> set[tuple[str, ...]]:
    """Everything the schema consists of; the parts of a definition in any order."""
    queries = SQLITE if connection.dialect.name == "sqlite" else POSTGRES
    rows = [row for query in queries for row in connection.execute(text(query))]
    return {
        (kind, name, *sorted("".join(said.split()).removesuffix(")").split(",")))
        for kind, name, said in rows
        if name != "spatial_ref_sys"
    }


@contextmanager
def building(location: str, build: Callable[[Connection], None]) -> Iterator[Connection]:
    """A transaction in which the schema was built; it is undone at the end."""
    engine = database_at(location).engine(read_only=False)
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin() as transaction:
            build(connection)
            yield connection
            transaction.rollback()
    finally:
        engine.dispose()


def test_creating_at_once_and_running_every_migration_give_the_same_schema(location: str) -> None:
    built = []
    for build in (migrate.create, migrate.upgrade):
        with building(location, build) as connection:
            assert migrate.revision_of(connection) == REVISIONS[-1]
            built.append(parts(connection))
    assert built[0] == built[1]
    assert len(built[0]) > 60


@pytest.mark.filterwarnings("ignore:Did not recognize type 'geometry'")
def test_the_migrations_leave_nothing_of_the_schema_out(location: str) -> None:
    with building(location, migrate.upgrade) as connection:
        options = {"include_name": lambda name, kind, parents: kind != "table" or ours(name)}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        assert [each for each in differences if not of_engine(str(each))] == []


def ours(name: str | None) -> bool:
    return name != "spatial_ref_sys" and not str(name).startswith(RTREE)


def of_engine(difference: str) -> bool:
    """The column that PostGIS derives from the WKB, and indexes that only one engine has."""
    parts = ("geometry", "ix_feature_versions_kind", "ix_feature_versions_attributes")
    return difference.startswith(("('remove_column'", "('remove_index'")) and any(part in difference for part in parts)


def test_the_list_of_revisions_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "kuanggui.storage:migrations")
    script = ScriptDirectory.from_config(config)
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == REVISIONS


def test_every_row_says_whose_it_is_and_every_item_when_it_holds() -> None:
    owned = set(metadata.tables) - {"documents", "plans", "trail_entries", "feedback_contacts"}
    owners = {"document_id", "version_id", "plan_id", "entry"}
    assert {name for name in owned if not owners & set(metadata.tables[name].c.keys())} == set()
    times = {"valid_from", "valid_to", "recorded_from", "recorded_to"}
    of_plans = {name for name in owned if "version_id" in metadata.tables[name].c}
    assert {name for name in of_plans if not times <= set(metadata.tables[name].c.keys())} == set()
    assert "zones" in of_plans
    assert times <= set(HISTORY["feature_versions"].c.keys())
