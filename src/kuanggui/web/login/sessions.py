"""Sessions in a SQLite file beside the jobs, which all workers share; the cookie holds a key, the file only its hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import time

from kuanggui.app.authority import Recognised
from kuanggui.web.shared_file import connect, writing

FILE = "sessions.db"
TOUCH_SECONDS = 30.0  # a session that was just seen is not written again
SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
  key TEXT PRIMARY KEY, user TEXT NOT NULL, stamp TEXT NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts without being used, and how long at most."""

    idle: timedelta
    whole: timedelta


class Sessions:
    """The sessions of a folder. Every method is one transaction; safe for threads and processes."""

    def __init__(self, folder: Path, lifetime: Lifetime, clock: Callable[[], float] = time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._lifetime = lifetime
        self._clock = clock
        with writing(self._path) as connection:
            connection.execute(SCHEMA)
        self._path.chmod(0o600)

    def begin(self, user: Recognised) -> str:
        """A new session; gives the key for the cookie. Sessions that are over are cleared away."""
        key, now = secrets.token_urlsafe(32), self._clock()
        with writing(self._path) as connection:
            connection.execute("DELETE FROM sessions WHERE seen < ? OR begun < ?", self._oldest(now))
            row = (_hash(key), user.name, user.stamp, now, now)
            connection.execute("INSERT INTO sessions (key, user, stamp, begun, seen) VALUES (?, ?, ?, ?, ?)", row)
        return key

    def find(self, key: str) -> Recognised | None:
        """The user of a session that is not over; using it keeps it alive."""
        now = self._clock()
        query = "SELECT user, stamp, seen FROM sessions WHERE key = ? AND seen >= ? AND begun >= ?"
        with closing(connect(self._path)) as connection:
            row = connection.execute(query, (_hash(key), *self._oldest(now))).fetchone()
        if row is None:
            return None
        if now - row[2] > TOUCH_SECONDS:
            with writing(self._path) as connection:
                connection.execute("UPDATE sessions SET seen = ? WHERE key = ?", (now, _hash(key)))
        return Recognised(row[0], row[1])

    def count(self) -> int:
        """How many sessions are not over."""
        query = "SELECT count(*) FROM sessions WHERE seen >= ? AND begun >= ?"
        with closing(connect(self._path)) as connection:
            return int(connection.execute(query, self._oldest(self._clock())).fetchone()[0])

    def end(self, key: str) -> None:
        """End a session; nothing happens when there is none."""
        with writing(self._path) as connection:
            connection.execute("DELETE FROM sessions WHERE key = ?", (_hash(key),))

    def _oldest(self, now: float) -> tuple[float, float]:
        return now - self._lifetime.idle.total_seconds(), now - self._lifetime.whole.total_seconds()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
