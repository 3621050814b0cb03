"""The audit trail: who did what, when and why, each entry bound to the one before by its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """Who writes: the user, the action, what it is done to, the reason, and the time."""

    who: str
    action: str
    subject: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What an entry covers: `rows` rows of a table that have `value` in `column`, with the SHA-256 over all of them in order."""

    table: str
    column: str
    value: int | str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """An entry of the trail. `hash` is the SHA-256 over all the rest, `previous` among it."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    why: str
    content: tuple[Written, ...]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the trail does not hold: the number of the entry (None where none covers it), the record, and what is wrong with it."""

    entry: int | None
    record: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of verifying: the entries gone through, the hash of the last, and every break, the first first."""

    entries: int
    head: str
    breaks: tuple[Break, ...]
