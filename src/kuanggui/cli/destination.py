"""Where reports go: standard output, a file, or a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import typer

from kuanggui.app.audit import AuditFormat
from kuanggui.errors import InputError

SUFFIXES = {form: f".audit.{'txt' if form is AuditFormat.TABLE else form.value}" for form in AuditFormat}
TEXT_FORMS = {AuditFormat.TABLE, AuditFormat.JSON, AuditFormat.JSONL}


@dataclass(slots=True)
class Destination:
    """Takes reports as they come. Without `out`, texts go to standard output and files into the current folder."""

    form: AuditFormat
    out: Path | None
    several: bool
    _held: list[bytes] = field(default_factory=list)
    _used: set[Path] = field(default_factory=set)

    def take(self, document: Path, report: bytes) -> None:
        """Write the report of a document; raises InputError when that is not possible."""
        if self.out is None and self.form in TEXT_FORMS:
            self._say(report)
            return
        path = self._path(document)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(report)
        except OSError as error:
            raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
        typer.echo(f"已写入 {path}", err=True)

    def close(self) -> None:
        """Write what was held back: several JSON objects become one array."""
        if self._held:
            typer.echo(b"[" + b",\n".join(self._held) + b"]")

    def _say(self, report: bytes) -> None:
        if self.form is AuditFormat.JSON and self.several:
            self._held.append(report)
        else:
            typer.echo(report, nl=self.form is AuditFormat.JSON)

    def _path(self, document: Path) -> Path:
        if self.out is not None and not self.several and not self.out.is_dir():
            return self.out
        folder = self.out or Path()
        number, path = 1, folder / f"{document.stem}{SUFFIXES[self.form]}"
        while path in self._used:  # two documents of one name in different folders
            number += 1
            path = folder / f"{document.stem}-{number}{SUFFIXES[self.form]}"
        self._used.add(path)
        return path
