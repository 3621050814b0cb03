"""The access record: who wrote or took away what, in a SQLite file that refuses to change or forget a line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from kuanggui.web.shared_file import connect

FILE = "access.db"
REFUSE = "BEGIN SELECT RAISE(ABORT, 'the access record is append-only'); END"
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS access (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, request TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL, download TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS keep_lines BEFORE DELETE ON access {REFUSE};
CREATE TRIGGER IF NOT EXISTS keep_words BEFORE UPDATE ON access {REFUSE};
"""


@dataclass(frozen=True, slots=True)
class Access:
    """A line of the record. `at` is ISO 8601 in UTC, `request` the id of the answer, `download` the name of the file taken away."""

    at: str
    who: str
    address: str
    request: str
    method: str
    path: str
    status: int
    download: str = ""


NAMES = tuple(field.name for field in fields(Access))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted: by the beginning of a name, words in the path, days in UTC (ISO); empty for any."""

    who: str = ""
    words: str = ""
    since: str = ""
    until: str = ""
    downloads: bool = False
    limit: int = 200
    offset: int = 0


class AccessRecord:
    """The record of a folder; safe for threads and processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        with closing(connect(self._path)) as connection:
            connection.executescript(SCHEMA)
        self._path.chmod(0o600)

    def note(self, line: Access) -> None:
        """Put a line on record."""
        places = ", ".join("?" * len(NAMES))
        with closing(connect(self._path)) as connection:
            connection.execute(f"INSERT INTO access ({', '.join(NAMES)}) VALUES ({places})", astuple(line))  # noqa: S608

    def find(self, wanted: Wanted, people: frozenset[str] | None) -> tuple[int, list[Access]]:
        """How many lines fit, and a page of them, the latest first; of these people only, unless None."""
        with self._reading(people) as (connection, among):
            where, values = _conditions(wanted)
            rest = f"FROM access WHERE {' AND '.join([*where, *among])}"  # constants; values are bound
            total = connection.execute(f"SELECT count(*) {rest}", values).fetchone()[0]
            page = f"SELECT {', '.join(NAMES)} {rest} ORDER BY id DESC LIMIT ? OFFSET ?"
            rows = connection.execute(page, [*values, wanted.limit, wanted.offset]).fetchall()
        return int(total), [Access(*row) for row in rows]

    @contextmanager
    def _reading(self, people: frozenset[str] | None) -> Iterator[tuple[sqlite3.Connection, list[str]]]:
        with closing(connect(self._path)) as connection:
            if people is None:
                yield connection, []
                return
            connection.execute("CREATE TEMP TABLE people (name TEXT PRIMARY KEY)")
            connection.executemany("INSERT INTO people VALUES (?)", [(name,) for name in people])
            yield connection, ["who IN (SELECT name FROM people)"]


def now() -> str:
    """The present moment, as the record writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    given: list[tuple[str, object]] = [("1 = ?", 1)]
    if wanted.who:
        given.append(("instr(who, ?) = 1", wanted.who))
    if wanted.words:
        given.append(("instr(method || ' ' || path || ' ' || download, ?) > 0", wanted.words))
    if wanted.since:
        given.append(("at >= ?", wanted.since))
    if wanted.until:
        given.append(("at < ?", wanted.until))
    if wanted.downloads:
        given.append(("download <> ?", ""))
    return [condition for condition, _ in given], [value for _, value in given]
