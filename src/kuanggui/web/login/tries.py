"""Failed logins of a while, by user and by address: too many, and neither gets another try for that while."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from time import time

from kuanggui.web.shared_file import connect, writing

FILE = "tries.db"
SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (at REAL NOT NULL, user TEXT NOT NULL, address TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS tries_user ON tries (user, at);
CREATE INDEX IF NOT EXISTS tries_address ON tries (address, at);
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many failed tries of a user, and of an address, are borne within a while."""

    user: int
    address: int
    within: timedelta


class Tries:
    """The failed tries of a folder. Every method is one transaction; safe for threads and processes."""

    def __init__(self, folder: Path, limits: Limits, clock: Callable[[], float] = time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._limits = limits
        self._clock = clock
        with closing(connect(self._path)) as connection:
            connection.executescript(SCHEMA)
        self._path.chmod(0o600)

    def begin(self, user: str, address: str) -> int:
        """Seconds to wait; with 0 the try may go on, and counts as failed until it is forgiven, so that none runs beside the count."""
        now, place = self._clock(), network_of(address)
        since = now - self._limits.within.total_seconds()
        with writing(self._path) as connection:
            connection.execute("DELETE FROM tries WHERE at < ?", (since,))
            free = max(
                self._free_at(connection, "user", user, self._limits.user),
                self._free_at(connection, "address", place, self._limits.address),
            )
            if free > now:
                return math.ceil(free - now)
            connection.execute("INSERT INTO tries (at, user, address) VALUES (?, ?, ?)", (now, user, place))
        return 0

    def forgive(self, user: str) -> None:
        """The user has shown who he is: his failed tries are forgotten."""
        with writing(self._path) as connection:
            connection.execute("DELETE FROM tries WHERE user = ?", (user,))

    def _free_at(self, connection: sqlite3.Connection, column: str, value: str, limit: int) -> float:
        """When the oldest of the last `limit` tries is forgotten."""
        query = f"SELECT at FROM tries WHERE {column} = ? ORDER BY at DESC LIMIT 1 OFFSET ?"  # noqa: S608 - a constant
        row = connection.execute(query, (value, limit - 1)).fetchone()
        return float(row[0]) + self._limits.within.total_seconds() if row else 0.0


def network_of(address: str) -> str:
    """The address, or of one with 128 bits the 64 that whoever sits there cannot choose."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network(f"{known}/64", strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
