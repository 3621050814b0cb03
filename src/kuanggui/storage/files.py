"""Files by their SHA-256: source documents, attachments and change sets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kuanggui.errors import StoreError
from kuanggui.storage.schema.history import files
from kuanggui.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlFiles:
    """Whole files in the database; the same content is kept once, under the name it came with first."""

    connection: Connection
    writer: Writer | None = None

    def put(self, name: str, content: bytes) -> str:
        """Keep a file; gives its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        if self.connection.execute(select(files.c.id).where(files.c.sha256 == digest)).first():
            return digest
        if self.writer is None:
            raise StoreError("数据库只读，无法写入；请检查文件和目录的写权限")
        self.writer.history(files, [{"sha256": digest, "name": name, "size": len(content), "content": content}])
        return digest

    def get(self, sha256: str) -> bytes:
        """The content; raises StoreError when there is none or it is not what it was."""
        content = self.connection.scalar(select(files.c.content).where(files.c.sha256 == sha256))
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"文件 {sha256[:12]}… 不在库中或已损坏；请运行 kuanggui db verify")
        return bytes(content)

    def names(self) -> Iterator[tuple[str, str]]:
        """SHA-256 and name of every file, in the order of keeping."""
        rows = self.connection.execute(select(files.c.sha256, files.c.name).order_by(files.c.id))
        return ((row.sha256, row.name) for row in rows)
