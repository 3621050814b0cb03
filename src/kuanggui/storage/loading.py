"""Putting rows into a table, few or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

MANY = 100  # rows from which a bulk load is faster than statements


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, in their order; nothing happens without rows."""
    if len(rows) >= MANY and connection.dialect.name == "postgresql":
        from kuanggui.storage.engines.postgres_copy import copy_rows  # noqa: PLC0415 - most databases are files

        copy_rows(connection, table, rows)
    elif rows:
        connection.execute(table.insert(), rows)
