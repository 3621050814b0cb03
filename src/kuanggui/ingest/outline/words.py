"""The shapes of headings, from `ingest/data/headings.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kuanggui.model.numerals import HAN
from kuanggui.regulation.word_files import load_words


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of numbering; `rank` 0 is the topmost."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    strong: bool


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Compiled shapes and limits."""

    kinds: tuple[Kind, ...]
    clause_marker: re.Pattern[str]
    unnumbered: frozenset[str]
    contents: frozenset[str]
    longest: dict[str, int]
    plan_words: tuple[str, ...]
    self_name: re.Pattern[str]


@cache
def heading_words() -> HeadingWords:
    """The shipped shapes, read once."""
    data: dict[str, Any] = load_words("kuanggui.ingest", "data", "headings.yaml")
    return HeadingWords(
        kinds=tuple(
            Kind(kind["name"], rank, _compiled(kind["pattern"]), kind["strong"])
            for rank, kind in enumerate(data["kinds"])
        ),
        clause_marker=_compiled("|".join(data["clause_markers"])),
        unnumbered=frozenset(data["unnumbered"]),
        contents=frozenset(data["contents"]),
        longest=data["longest"],
        plan_words=tuple(data["plan_words"]),
        self_name=re.compile(data["self_name"]),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{han}", HAN).replace("{digits}", "0-9"))
