"""Bringing a database to the current schema."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from kuanggui.storage.schema import metadata
from kuanggui.storage.schema.revisions import HEAD

VERSION_TABLE = "alembic_version"
NOT_OURS = {"spatial_ref_sys"}  # a new database with PostGIS has it already


def create(connection: Connection) -> None:
    """Create all tables at once and note the current revision, which a test shows to equal running every migration."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(
        text(
            f"CREATE TABLE {VERSION_TABLE} ("
            "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text(f"INSERT INTO {VERSION_TABLE} (version_num) VALUES (:head)"), {"head": HEAD})  # noqa: S608


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not seen, in the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, and most databases are current
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "kuanggui.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None for one that holds no table at all."""
    names = {*inspect(connection).get_table_names()} - NOT_OURS
    if not names:
        return None
    if VERSION_TABLE not in names:
        return ""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() or ""  # noqa: S608


def is_current(connection: Connection) -> bool:
    """Whether a database that was ours when it was opened is at the current revision."""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == HEAD  # noqa: S608
