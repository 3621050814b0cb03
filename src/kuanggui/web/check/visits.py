"""How often an address asks: counted in a file, which all processes of a server share."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import time

from kuanggui.web.login.tries import network_of
from kuanggui.web.shared_file import connect, writing

FILE = "visits.db"
SCHEMA = """
CREATE TABLE IF NOT EXISTS visits (at REAL NOT NULL, place TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS visits_place ON visits (place, at);
"""
MINUTE = 60.0


class Visits:
    """The visits of the last minute in a folder. Safe for threads and processes."""

    def __init__(self, folder: Path, most: int, clock: Callable[[], float] = time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._most = most
        self._clock = clock
        with closing(connect(self._path)) as connection:
            connection.executescript(SCHEMA)
        self._path.chmod(0o600)

    def count(self, address: str) -> int:
        """Count a visit; gives the seconds to wait where there were too many, and does not count then."""
        now, place = self._clock(), network_of(address)
        with writing(self._path) as connection:
            connection.execute("DELETE FROM visits WHERE at < ?", (now - MINUTE,))
            query = "SELECT at FROM visits WHERE place = ? ORDER BY at DESC LIMIT 1 OFFSET ?"
            row = connection.execute(query, (place, self._most - 1)).fetchone()
            if row:
                return max(1, math.ceil(float(row[0]) + MINUTE - now))
            connection.execute("INSERT INTO visits (at, place) VALUES (?, ?)", (now, place))
        return 0
