"""The audit trail in the database: appending to the chain and reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from kuanggui.model.trail import Signature, TrailEntry, Written
from kuanggui.storage.canonical import START, canonical
from kuanggui.storage.schema.history import trail
from kuanggui.storage.writer import Writer

NAMES = tuple(field.name for field in fields(TrailEntry))


def begin(connection: Connection, at: datetime) -> Writer:
    """A writer for the next entry. Transaction times only ever grow, even where the clock was set back."""
    last = connection.execute(select(trail).order_by(trail.c.number.desc()).limit(1)).mappings().first()
    if last is None:
        return Writer(connection, 1, at.astimezone(UTC))
    return Writer(connection, last["number"] + 1, max(at.astimezone(UTC), last["at"] + timedelta(microseconds=1)))


def append(connection: Connection, signature: Signature, writer: Writer) -> TrailEntry:
    """Put what was written on record, bound to the entry before."""
    previous = connection.scalar(select(trail.c.hash).order_by(trail.c.number.desc()).limit(1)) or START
    entry = {
        "number": writer.entry,
        "at": writer.moment,
        "who": signature.who,
        "action": signature.action,
        "subject": signature.subject,
        "why": signature.why,
        "content": [asdict(part) for part in writer.content],
        "previous": previous,
    }
    entry["hash"] = hash_of(entry)
    connection.execute(trail.insert(), entry)
    return _entry(entry)


def hash_of(entry: dict[str, Any]) -> str:
    """The hash of an entry over everything but the hash."""
    bound = {name: entry[name] for name in NAMES if name != "hash"}
    return hashlib.sha256(canonical(bound).encode()).hexdigest()


def entries(connection: Connection, *, since: int = 0) -> Iterator[TrailEntry]:
    """Entries after a number, the oldest first."""
    rows = connection.execute(select(trail).where(trail.c.number > since).order_by(trail.c.number))
    return (_entry(dict(row)) for row in rows.mappings())


def last(connection: Connection) -> int:
    """The number of the last entry, 0 without any."""
    return connection.scalar(select(func.max(trail.c.number))) or 0


def _entry(row: dict[str, Any]) -> TrailEntry:
    return TrailEntry(**row | {"content": tuple(Written(**part) for part in row["content"])})
