"""Words of captions, headers, notes and totals, from `ingest/data/tables.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kuanggui.ingest.boxes.cell_types import CellType
from kuanggui.regulation.word_files import load_words

_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A label such as 专栏, the beginning of ids made from it, and whether a Chinese numeral may follow without a blank."""

    word: str
    id: str
    han: bool


@dataclass(frozen=True, slots=True)
class TableWords:
    """Compiled words."""

    captions: tuple[CaptionWord, ...]
    continued: tuple[str, ...]
    title_ends: tuple[str, ...]
    longest_title: int
    unit_line: re.Pattern[str]
    note: re.Pattern[str]
    total: re.Pattern[str]
    header_ends: dict[str, CellType]
    never_filled: tuple[str, ...]
    category: tuple[str, ...]
    label_names: dict[str, str]

    def header_type(self, header: str) -> CellType | None:
        """What kind of cells a header word announces; None where it does not say. The longest end wins."""
        word = _BRACKETS.sub("", header).strip()
        ends = [end for end in self.header_ends if word.endswith(end)]
        return self.header_ends[max(ends, key=len)] if ends else None

    def is_total(self, label: str) -> bool:
        """Whether a label names a sum of other rows or columns."""
        return bool(self.total.fullmatch(_BRACKETS.sub("", label).strip()))


@cache
def table_words() -> TableWords:
    """The shipped words, read once."""
    data: dict[str, Any] = load_words("kuanggui.ingest", "data", "tables.yaml")
    notes = _any_of(data["notes"])
    return TableWords(
        captions=tuple(CaptionWord(**entry) for entry in data["captions"]),
        continued=tuple(data["continued"]),
        title_ends=tuple(data["title_ends"]),
        longest_title=data["longest_title"],
        unit_line=re.compile(data["unit_line"]),
        note=re.compile(rf"(?:{notes})\d*\s*[：:.、]|(?:{notes})\d*$|[*＊※]"),
        total=re.compile(data["totals"]),
        header_ends={end: CellType(kind) for kind, ends in data["header_types"].items() for end in ends},
        never_filled=tuple(data["never_filled"]),
        category=tuple(data["category"]),
        label_names=data["label_names"],
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
