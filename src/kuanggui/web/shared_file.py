"""Small SQLite files beside the plan database that all workers of a server share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE_SECONDS = 10


def connect(path: Path) -> sqlite3.Connection:
    """A connection of its own for each question, so that threads and processes do not meet in one; to be closed."""
    return sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that has the file to itself from its beginning, done wholly or not at all."""
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            yield connection
