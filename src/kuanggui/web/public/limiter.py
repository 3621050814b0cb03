"""How often an address may write: counted in a file that all workers share, by a mark of the address instead of the address."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from kuanggui.web.login.tries import network_of
from kuanggui.web.shared_file import connect

HOUR = 3600


class Limiter:
    """Counts what came from each address in the last hour. The marks cannot be turned back into addresses once the day's salt is gone."""

    def __init__(self, folder: Path, per_hour: int) -> None:
        self._file = folder / "feedback-limits.db"
        self._per_hour = per_hour

    def admits(self, address: str) -> bool:
        """Whether one more may come from an address; if so, it is counted."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        now = time.time()
        with closing(connect(self._file)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS came (mark TEXT NOT NULL, at REAL NOT NULL)")
            connection.execute("CREATE TABLE IF NOT EXISTS salts (day INTEGER PRIMARY KEY, salt TEXT NOT NULL)")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM came WHERE at < ?", (now - HOUR,))
            mark = self._mark(connection, address, int(now // (24 * HOUR)))
            count = connection.execute("SELECT count(*) FROM came WHERE mark = ?", (mark,)).fetchone()[0]
            if count < self._per_hour:
                connection.execute("INSERT INTO came VALUES (?, ?)", (mark, now))
            connection.execute("COMMIT")
        return bool(count < self._per_hour)

    @staticmethod
    def _mark(connection: sqlite3.Connection, address: str, day: int) -> str:
        connection.execute("DELETE FROM salts WHERE day < ?", (day,))
        connection.execute("INSERT OR IGNORE INTO salts VALUES (?, ?)", (day, secrets.token_hex(16)))
        salt = connection.execute("SELECT salt FROM salts WHERE day = ?", (day,)).fetchone()[0]
        return hashlib.sha256(f"{salt}{network_of(address)}".encode()).hexdigest()
