"""The words around numbers, from `ingest/data/number_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kuanggui.model.quantity import Relation

RELATIONS = {
    "about": Relation.ABOUT,
    "at_most": Relation.AT_MOST,
    "at_least": Relation.AT_LEAST,
    "less": Relation.LESS,
    "more": Relation.MORE,
}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Compiled patterns: `before` ends in front of a numeral, `after` begins behind its unit."""

    before: re.Pattern[str]
    before_relations: dict[str, Relation]
    after: re.Pattern[str]
    after_relations: dict[str, Relation]
    softening: frozenset[str]
    more_than: str
    multipliers: str
    range_sign: str


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _by_word(groups: dict[str, list[str]]) -> dict[str, Relation]:
    return {word: RELATIONS[name] for name, words in groups.items() for word in words}


@cache
def number_words() -> NumberWords:
    """The shipped words, read once."""
    text = files("kuanggui.ingest").joinpath("data", "number_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    before, after = _by_word(data["before"]), _by_word(data["after"])
    return NumberWords(
        before=re.compile(rf"(?:{alternation(before)})(?:为|在|到|达|达到)?\s*$"),
        before_relations=before,
        after=re.compile(rf"\s*(?:{alternation(after)})"),
        after_relations=after,
        softening=frozenset(data["softening"]),
        more_than=f"[{''.join(data['more_than'])}]",
        multipliers=f"[{''.join(data['multipliers'])}]",
        range_sign=f"(?:{alternation(data['range_signs'])})",
    )
