"""Answers kept in a folder, each under an address of its own, as files that `kuanggui replay` reads.

FOLDER/<id>.json         the answer with its replay record, and the order it answers
FOLDER/<id>.docx         the opinion, and so on for other forms
FOLDER/<id>.head.json    the line of the list
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
HEAD = ".head.json"
LISTED = 500  # the latest


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A kept answer in one line; `adcode` is the division it belongs to: whoever may read there sees it.

    `regions` are those of internal layers that the answer tells of: whoever may not see them does not see it either.
    """

    id: str
    name: str
    verdict: str
    as_of: str
    area_km2: float
    purpose: str
    plan: str | None
    adcode: str | None
    kept_at: str
    kept_by: str
    regions: tuple[str, ...] = ()


def head_from(values: Json) -> KeptHead:
    """A line of the list out of JSON; those of earlier days know no regions."""
    return KeptHead(**{**values, "regions": tuple(values.get("regions", ()))})


class KeptAnswers:
    """The answers of a folder; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, answer: Json, head: Json, reports: Mapping[str, bytes]) -> KeptHead:
        """Keep an answer and its reports, by suffix, for good; gives its line of the list."""
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = KeptHead(id=secrets.token_hex(8), **head)
        for suffix, report in reports.items():
            self._write(f"{kept.id}.{suffix}", report)
        self._write(f"{kept.id}.json", _bytes(answer | {"kept": asdict(kept)}))
        self._write(f"{kept.id}{HEAD}", _bytes(asdict(kept)))
        return kept

    def heads(self) -> list[KeptHead]:
        """The kept answers, the latest first."""
        found = [head_from(json.loads(path.read_text(encoding="utf-8"))) for path in self._folder.glob(f"*{HEAD}")]
        return sorted(found, key=lambda head: head.kept_at, reverse=True)[:LISTED]

    def load(self, answer_id: str) -> Json | None:
        """One answer as it was kept; None when there is none."""
        report = self.report(answer_id, "json")
        return None if report is None else dict(json.loads(report))

    def report(self, answer_id: str, suffix: str) -> bytes | None:
        """A report of a kept answer; None when there is none."""
        path = self._folder / f"{answer_id}.{suffix}"
        return path.read_bytes() if answer_id.isalnum() and path.is_file() else None

    def _write(self, name: str, content: bytes) -> None:
        """Write beside and rename, so that a reader never sees half a file."""
        beside = self._folder / f".{name}"
        beside.write_bytes(content)
        beside.replace(self._folder / name)


def _bytes(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
