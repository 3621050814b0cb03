"""Loading many rows into PostgreSQL by COPY, in the transaction of a connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg import sql
from sqlalchemy import Column, Connection, Table

Bind = Callable[[Any], Any] | None


def copy_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Load rows that all have the columns of the first, in their order; the types of the columns are those of an insert.

    Raises psycopg errors as SQLAlchemy passes them on.
    """
    names = [name for name in rows[0] if name in table.c]
    binds = [(name, _bind(connection, table.c[name])) for name in names]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([row[name] if bind is None else bind(row[name]) for name, bind in binds])
    finally:
        cursor.close()


def _bind(connection: Connection, column: Column[Any]) -> Bind:
    """What turns a value into what the driver takes; none where the value goes as it is."""
    kind = column.type.dialect_impl(connection.dialect)
    return kind.bind_processor(connection.dialect)
