"""Records that are versions of one another: a new one closes the one before, and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from kuanggui.errors import ConflictError, StoreError
from kuanggui.storage.writer import Row, Writer


@dataclass(frozen=True, slots=True)
class Versioned:
    """The records of a table, each with a key of its own in the column `key`; without a writer they can only be read."""

    connection: Connection
    table: Table
    key: str
    writer: Writer | None = None

    def current(self, **having: Any) -> list[Row]:
        """The latest version of every record that has these values, by key."""
        columns = self.table.c
        conditions = [columns[name] == value for name, value in having.items()]
        query = select(self.table).where(columns.recorded_to.is_(None), *conditions).order_by(columns.id)
        rows = [dict(row) for row in self.connection.execute(query).mappings()]
        return sorted(rows, key=lambda row: str(row[self.key]))

    def get(self, key: str) -> Row | None:
        """The latest version of a record."""
        return next(iter(self.current(**{self.key: key})), None)

    def history(self, key: str) -> list[Row]:
        """Every version of a record, the oldest first."""
        query = select(self.table).where(self.table.c[self.key] == key).order_by(self.table.c.id)
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def put(self, key: str, row: Row, expected: int) -> int:
        """Keep a version after `expected` (0: none yet); gives its number. Raises ConflictError when another came first."""
        if self.writer is None:
            raise StoreError("数据库只读，无法写入；请检查文件和目录的写权限")
        known = self.get(key)
        version = known["version"] if known else 0
        if version != expected:
            raise ConflictError(f"{key}: 已被他人更新（读取时第 {expected} 版，现为第 {version} 版）；请重新读取后再改")
        if known:
            self.writer.close(self.table, [known["id"]])
        self.writer.history(self.table, [row | {self.key: key, "version": version + 1}])
        return version + 1
