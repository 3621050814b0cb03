"""Putting rows on record that were written before the database had an audit trail."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from kuanggui.model.trail import Signature
from kuanggui.storage import trail
from kuanggui.storage.canonical import digest_of
from kuanggui.storage.schema.history import HISTORY
from kuanggui.storage.schema.history import trail as entries
from kuanggui.storage.schema.records import metadata
from kuanggui.storage.verify import UNCOVERED, scopes


def adopt_rows(connection: Connection) -> None:
    """Sum up what is there in the first entry of the trail; nothing happens where there is a trail or nothing to sum up."""
    if connection.execute(select(entries.c.number).limit(1)).first():
        return
    writer = trail.begin(connection, datetime.now(UTC))
    for table in metadata.sorted_tables:
        if table.name in UNCOVERED or table.name in HISTORY:
            continue
        (column,) = scopes(table)
        for value in connection.scalars(select(table.c[column]).distinct().order_by(table.c[column])).all():
            rows = connection.execute(select(table).where(table.c[column] == value).order_by(table.c.id))
            writer.cover(table, column, value, (digest_of(dict(row)) for row in rows.mappings()))
    if writer.sums:
        trail.append(
            connection, Signature("system", "upgrade", "", "升级前已有的数据，自此留痕", writer.moment), writer
        )
