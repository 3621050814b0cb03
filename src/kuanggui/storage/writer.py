"""The one way rows get into the database: what a transaction writes is summed up for its entry in the audit trail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from kuanggui.errors import StoreError
from kuanggui.model.trail import Written
from kuanggui.storage.canonical import digest_of
from kuanggui.storage.loading import insert_rows

Row = dict[str, Any]
BATCH = 5000
CLOSED_AT_ONCE = 500


@dataclass(slots=True)
class Digest:
    """A running SHA-256 over the digests of rows in order."""

    rows: int = 0
    running: Any = field(default_factory=hashlib.sha256)

    def add(self, digest: str) -> None:
        """Take the next row in."""
        self.rows += 1
        self.running.update(digest.encode())

    def hexdigest(self) -> str:
        """The SHA-256 so far."""
        return str(self.running.hexdigest())


@dataclass(slots=True)
class Writer:
    """Writes in one transaction under one entry of the trail; `moment` is the transaction time of every row.

    `noted` makes an entry of something that writes no row.
    """

    connection: Connection
    entry: int
    moment: datetime
    sums: dict[tuple[str, str, int | str], Digest] = field(default_factory=dict)
    closed: dict[str, list[int]] = field(default_factory=dict)
    noted: bool = False

    @property
    def content(self) -> tuple[Written, ...]:
        """What was written, table by table."""
        for name, ids in sorted(self.closed.items()):
            total = Digest()
            for key in sorted(ids):  # as verifying reads them, whatever the order of the changes
                total.add(closing_of(key, self.moment))
            self.sums[name, "closed_by", self.entry] = total
        return tuple(Written(*scope, rows=each.rows, sha256=each.hexdigest()) for scope, each in self.sums.items())

    def owned(self, table: Table, column: str, owner: int, rows: Sequence[Row]) -> None:
        """Rows of a document or a version of a plan."""
        self.cover(table, column, owner, (digest_of(row) for row in rows))
        insert_rows(self.connection, table, rows)

    def own(self, table: Table, row: Row) -> int:
        """The row of a document or version itself; gives its key."""
        key = self.connection.execute(table.insert(), row).inserted_primary_key
        assert key is not None
        self.cover(table, "id", int(key[0]), [digest_of(row)])
        return int(key[0])

    def named(self, table: Table, row: Row) -> None:
        """A row whose key is a text that the row brings along."""
        insert_rows(self.connection, table, [row])
        self.cover(table, "id", str(row["id"]), [digest_of(row)])

    def history(self, table: Table, rows: Iterable[Row]) -> None:
        """Rows that are kept for ever, each with its digest; in batches, so that a stream of any length goes through."""
        batch = list[Row]()
        for row in rows:
            whole = row | {"recorded_from": self.moment, "entry": self.entry}
            batch.append(whole | {"recorded_to": None, "closed_by": None, "digest": digest_of(whole)})
            if len(batch) == BATCH:
                self._keep(table, batch)
                batch = []
        self._keep(table, batch)

    def _keep(self, table: Table, batch: list[Row]) -> None:
        self.cover(table, "entry", self.entry, (row["digest"] for row in batch))
        insert_rows(self.connection, table, batch)

    def close(self, table: Table, ids: Sequence[int]) -> None:
        """End the transaction time of rows; raises StoreError when another transaction has done so before."""
        for some in batched(sorted(ids), CLOSED_AT_ONCE):
            statement = table.update().where(table.c.id.in_(some), table.c.recorded_to.is_(None))
            closed = self.connection.execute(statement.values(recorded_to=self.moment, closed_by=self.entry))
            if closed.rowcount != len(some):
                raise StoreError("记录已被另一次写入更新；请重新读取后再改")
            self.closed.setdefault(table.name, []).extend(some)

    def cover(self, table: Table, column: str, value: int | str, digests: Iterable[str]) -> None:
        """Take the digests of rows that have `value` in `column` into the sum for the trail."""
        total = self.sums.setdefault((table.name, column, value), Digest())
        for digest in digests:
            total.add(digest)


def batched(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """The keys in pieces of a size."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


def closing_of(key: int, moment: datetime) -> str:
    """The digest of the end of a row's transaction time."""
    return digest_of({"row": key, "closed": moment})
