"""The tables that a new database gets are those that the migrations build."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from kuanggui.storage import migrate
from kuanggui.storage.engines.sqlite import SqliteFile
from kuanggui.storage.schema import metadata
from kuanggui.storage.schema.revisions import REVISIONS


def tables(connection: Connection) -> dict[str, list[str]]:
    """The columns and constraints of every table and index, in any order."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sorted("".join(sql.split()).removesuffix(")").split(",")) for name, sql in rows}


def test_creating_at_once_and_running_every_migration_give_the_same_schema(tmp_path: Path) -> None:
    built = []
    for name, build in (("created.db", migrate.create), ("migrated.db", migrate.upgrade)):
        engine = SqliteFile(tmp_path / name).engine(read_only=False)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            build(connection)
            assert migrate.revision_of(connection) == REVISIONS[-1]
            built.append(tables(connection))
    assert built[0] == built[1]
    assert len(built[0]) > 30


def test_the_migrations_leave_nothing_of_the_schema_out(tmp_path: Path) -> None:
    engine = SqliteFile(tmp_path / "migrated.db").engine(read_only=False)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrate.upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_list_of_revisions_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "kuanggui.storage:migrations")
    script = ScriptDirectory.from_config(config)
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == REVISIONS


def test_every_row_says_whose_it_is_and_every_item_when_it_holds() -> None:
    owned = set(metadata.tables) - {"documents", "plans"}
    owners = {"document_id", "version_id", "plan_id"}
    assert {name for name in owned if not owners & set(metadata.tables[name].c.keys())} == set()
    times = {"valid_from", "valid_to", "recorded_from", "recorded_to"}
    of_plans = {name for name in owned if "version_id" in metadata.tables[name].c}
    assert {name for name in of_plans if not times <= set(metadata.tables[name].c.keys())} == set()
    assert "zones" in of_plans
