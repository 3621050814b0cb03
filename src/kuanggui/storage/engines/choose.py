"""Which engine a location belongs to: a URL of a server, or else the path of a file."""

from __future__ import annotations

from pathlib import Path

from kuanggui.errors import StoreError
from kuanggui.storage.engines.database import Database
from kuanggui.storage.engines.sqlite import SqliteFile

SERVER = ("postgresql://", "postgresql+psycopg://")


def database_at(location: str, busy_seconds: float | None = None) -> Database:
    """The database at a location; a writer waits `busy_seconds` for another. Raises StoreError for another kind of URL."""
    if location.startswith(SERVER):
        from kuanggui.storage.engines.postgres import PostgresServer  # noqa: PLC0415 - most databases are files

        return PostgresServer(location) if busy_seconds is None else PostgresServer(location, busy_seconds)
    if "://" in location:
        kind = location.partition("://")[0]
        raise StoreError(f"{kind}://…: 不支持的数据库；请给出 SQLite 文件路径或 postgresql+psycopg://…")
    path = Path(location)
    return SqliteFile(path) if busy_seconds is None else SqliteFile(path, busy_seconds)
