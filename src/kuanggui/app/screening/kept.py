"""Answers kept in a folder, each under an address of its own, as files that `kuanggui replay` reads.

FOLDER/<id>.json         the answer with its replay record, and the order it answers
FOLDER/<id>.docx         the opinion, and so on for other forms
FOLDER/<id>.head.json    the line of the list, which alone says whether the answer was put away
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

    `regions` are those of internal layers that the answer tells of: whoever may not see them does not see it either. One that was put
    away (`away_at`, ISO 8601 in UTC) is not there for readers.
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
    away_at: str = ""
    away_by: str = ""


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

    def heads(self, *, away: bool = False) -> list[KeptHead]:
        """The kept answers, or those put away, the latest first."""
        found = [each for each in self._all() if bool(each.away_at) == away]
        return sorted(found, key=lambda head: head.away_at or head.kept_at, reverse=True)[:LISTED]

    def head(self, answer_id: str) -> KeptHead | None:
        """The line of one answer, put away or not; None when there is none."""
        report = self.report(answer_id, HEAD.removeprefix("."))
        return None if report is None else head_from(json.loads(report))

    def load(self, answer_id: str) -> Json | None:
        """One answer as it was kept; None when there is none."""
        report = self.report(answer_id, "json")
        return None if report is None else dict(json.loads(report))

    def mark(self, head: KeptHead) -> None:
        """Replace the line of an answer that is there."""
        self._write(f"{head.id}{HEAD}", _bytes(asdict(head)))

    def expired(self, moment: str) -> list[KeptHead]:
        """Those that were put away before a moment."""
        return [head for head in self._all() if head.away_at and head.away_at < moment]

    def purge(self, answer_id: str) -> None:
        """Delete an answer and its reports for good; the line goes first, so that nobody finds half of it."""
        (self._folder / f"{answer_id}{HEAD}").unlink(missing_ok=True)
        for path in self._folder.glob(f"{answer_id}.*"):
            path.unlink(missing_ok=True)

    def _all(self) -> list[KeptHead]:
        texts = (_text_of(path) for path in self._folder.glob(f"*{HEAD}"))
        return [head_from(json.loads(text)) for text in texts if text]

    def report(self, answer_id: str, suffix: str) -> bytes | None:
        """A report of a kept answer; None when there is none."""
        path = self._folder / f"{answer_id}.{suffix}"
        return path.read_bytes() if answer_id.isalnum() and path.is_file() else None

    def _write(self, name: str, content: bytes) -> None:
        """Write beside and rename, so that a reader never sees half a file."""
        beside = self._folder / f".{name}"
        beside.write_bytes(content)
        beside.replace(self._folder / name)


def _text_of(path: Path) -> str:
    """Empty for a file that somebody has just purged."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _bytes(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
