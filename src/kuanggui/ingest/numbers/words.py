"""The words around numbers, from `ingest/data/number_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kuanggui.model.quantity import Relation
from kuanggui.regulation.word_files import load_words

RELATIONS = {
    "about": Relation.ABOUT,
    "at_most": Relation.AT_MOST,
    "at_least": Relation.AT_LEAST,
    "less": Relation.LESS,
    "more": Relation.MORE,
}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Compiled patterns: `before` ends in front of a numeral, `after` begins behind its unit.

    `more_than` matches 余 or 多 between number and unit, its first group a multiplier (20万余吨).
    """

    before: re.Pattern[str]
    before_relations: dict[str, Relation]
    after: re.Pattern[str]
    after_relations: dict[str, Relation]
    softening: frozenset[str]
    more_than: re.Pattern[str]
    range_sign: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _by_word(groups: dict[str, list[str]]) -> dict[str, Relation]:
    return {word: RELATIONS[name] for name, words in groups.items() for word in words}


@cache
def number_words() -> NumberWords:
    """The shipped words, read once."""
    data: dict[str, Any] = load_words("kuanggui.ingest", "data", "number_words.yaml")
    before, after = _by_word(data["before"]), _by_word(data["after"])
    return NumberWords(
        before=re.compile(rf"(?:{alternation(before)})(?:为|在|到|达|达到)?\s*$"),
        before_relations=before,
        after=re.compile(rf"\s*(?:{alternation(after)})"),
        after_relations=after,
        softening=frozenset(data["softening"]),
        more_than=re.compile(rf"([{''.join(data['multipliers'])}]?)([{''.join(data['more_than'])}])\s*"),
        range_sign=re.compile(rf"\s*(?:{alternation(data['range_signs'])})+\s*"),
    )
