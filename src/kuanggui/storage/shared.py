"""Databases that a process keeps open for all of its parts, so that these share their connections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Engine

from kuanggui.storage.engines.choose import database_at
from kuanggui.storage.engines.database import Database
from kuanggui.storage.sql_store import SqlPlanStore


class LentStore(SqlPlanStore):
    """A store on engines that others use too."""

    def close(self) -> None:
        """Leave the engines open for the others."""


class SharedDatabase:
    """The engines of a database, for reading and for writing, from the first use until the end. Safe for threads."""

    def __init__(self, location: str, most: int) -> None:
        self.database: Database = database_at(location)
        self._most = most
        self._engines: tuple[Engine, Engine] | None = None
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """Whether the database has been found fit and lent before."""
        return self._engines is not None

    def lend(self, *, writes: bool) -> LentStore:
        """A store; whether the database is fit for use has to be known."""
        with self._lock:
            if self._engines is None:
                self._engines = self.database.shared_engines(self._most)
            return LentStore(self._engines[writes], self.database)

    def close(self) -> None:
        """Let go of all connections that nobody uses now; those in use go when they come back."""
        with self._lock:
            for engine in self._engines or ():
                engine.dispose()
            self._engines = None


_shared: dict[str, SharedDatabase] = {}


def shared_at(location: str) -> SharedDatabase | None:
    """The database at a location, if this process shares it."""
    return _shared.get(location)


@contextmanager
def sharing(location: str, most: int) -> Iterator[None]:
    """Until the block ends, whoever opens the database in this process is lent one of at most so many connections.

    A block inside another on the same database changes nothing.
    """
    if location in _shared:
        yield
        return
    shared = _shared[location] = SharedDatabase(location, most)
    try:
        yield
    finally:
        del _shared[location]
        shared.close()
