"""Alembic environment: on the connection of the store, or on the database given with `alembic -x db=DB`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from kuanggui.storage.engines.choose import database_at
from kuanggui.storage.schema import metadata


def run() -> None:
    """Run the migrations in the transaction of the connection."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    engine = database_at(context.get_x_argument(as_dictionary=True)["db"]).engine(read_only=False)
    with engine.connect().execution_options(writes=True) as own, own.begin():
        migrate(own)


def migrate(connection: Connection) -> None:
    """Run the migrations on a connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a column by rebuilding its table
        user_module_prefix="",
    )
    context.run_migrations()


run()
