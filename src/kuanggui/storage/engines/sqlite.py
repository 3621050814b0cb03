"""The embedded engine: one SQLite file with a write-ahead log, foreign keys on, and explicit transactions."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kuanggui.errors import StoreError
from kuanggui.storage.engines.json_text import dump, load

APPLICATION_ID = 0x4B474748  # marks the file as ours, whatever its name
BUSY_SECONDS = 5.0
REASONS = (
    ("not a database", "不是 SQLite 数据库；请检查 --db 给出的文件"),
    ("malformed", "数据库文件已损坏；请从备份恢复"),
    ("readonly", "数据库只读，无法写入；请检查文件和目录的写权限"),
    ("locked", "数据库正被另一程序写入；请稍后重试"),
    ("unable to open", "无法打开数据库；请检查路径和权限"),
    ("disk is full", "磁盘空间不足；请清理后重试"),
    ("disk I/O", "读写磁盘出错；请检查磁盘和目录权限"),
)


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database file and all that is particular to it; a writer waits `busy_seconds` for another to finish."""

    path: Path
    busy_seconds: float = BUSY_SECONDS

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def is_there(self) -> bool:
        """Whether there is a file at the path."""
        return self.path.is_file()

    def refuse_nowhere(self, *, writes: bool) -> None:
        """Raise StoreError when there is nothing to read, or no folder to write into."""
        if not writes and not self.is_there():
            raise StoreError(f"{self.path}: 没有这个数据库；请检查路径，或先用 kuanggui import 导入规划")
        if not self.path.absolute().parent.is_dir():
            raise StoreError(f"{self.path.parent}: 没有这个目录；请先建立目录或换一个路径")

    def engine(self, *, read_only: bool, foreign_keys: bool = True) -> Engine:
        """An engine on the file; nothing is opened before the first connection."""
        uri = f"{self.path.absolute().as_uri()}?mode={self._mode(read_only=read_only)}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(uri, uri=True, timeout=self.busy_seconds, isolation_level=None)
            connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
            return connection

        engine = create_engine(
            "sqlite://", creator=connect, poolclass=NullPool, json_serializer=dump, json_deserializer=load
        )
        event.listen(engine, "begin", _begin)
        return engine

    def shared_engines(self, most: int) -> tuple[Engine, Engine]:
        """Engines for reading and for writing; a connection lives as long as its transaction, so that the threads are the limit."""
        return self.engine(read_only=True), self.engine(read_only=False)

    def _mode(self, *, read_only: bool) -> str:
        """A medium that nobody can write has no room for the log's index, so a database there counts as unchanging."""
        if not read_only:
            return "rwc"
        log = self.path.with_name(self.path.name + "-wal")
        return "ro" if log.exists() or os.access(self.path.parent, os.W_OK) else "ro&immutable=1"

    def prepare(self) -> None:
        """Mark a new file as ours and switch the write-ahead log on; both hold for the file from then on."""
        raw = self.engine(read_only=False).raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            cursor.execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()

    def mark(self, connection: Connection) -> None:
        """The file was marked before its first table."""

    def is_ours(self, connection: Connection) -> bool:
        """Whether the file carries our mark."""
        return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID

    def problems(self, connection: Connection) -> list[str]:
        """What is wrong with the file: damaged pages, and rows whose owner is missing."""
        pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return pages + [f"{row[0]} 表第 {row[1]} 行缺少所属的 {row[2]} 记录" for row in orphans]

    def explain(self, error: DBAPIError) -> StoreError:
        """The engine's error in one line that says what to mend."""
        said = str(error.orig)
        reason = next((words for part, words in REASONS if part in said), f"数据库出错（{said}）")
        return StoreError(f"{self.path}: {reason}")


def _begin(connection: Connection) -> None:
    """Writers take the lock at once, so that two of them never meet half-way; readers take none."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
