"""The rules by which names of divisions are recognised (`data/place_words.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kuanggui.regulation.data_files import data_files


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Endings, exceptions and surroundings of place names; `within_name` and `within_short_name` match what makes a match embedded."""

    endings: dict[str, tuple[str, ...]]
    peoples: tuple[str, ...]
    also: dict[str, tuple[str, ...]]
    never_short: frozenset[str]
    general: frozenset[str]
    before_two_characters: tuple[str, ...]
    not_before: tuple[str, ...]
    not_before_general: tuple[str, ...]
    features: tuple[str, ...]
    within_name: re.Pattern[str]
    within_short_name: re.Pattern[str]


@cache
def place_words() -> PlaceWords:
    """The rules as data."""
    (source,) = data_files("place_words", "place_words")
    content = source.content
    breakers = re.escape(content["breakers"])
    rules = {
        short_only: "|".join(
            _ending_pattern(rule, breakers) for rule in content["name_endings"] if rule["short_only"] is short_only
        )
        for short_only in (False, True)
    }
    return PlaceWords(
        endings={level: tuple(words) for level, words in content["endings"].items()},
        peoples=tuple(content["peoples"]),
        also={code: tuple(words) for code, words in content["also"].items()},
        never_short=frozenset(content["never_short"]),
        general=frozenset(content["general"]),
        before_two_characters=tuple(content["before_two_characters"]),
        not_before=tuple(content["not_before"]),
        not_before_general=tuple(content["not_before_general"]),
        features=tuple(content["features"]),
        within_name=re.compile(rules[False]),
        within_short_name=re.compile(rules[True]),
    )


def _ending_pattern(rule: dict[str, Any], breakers: str) -> str:
    endings = "|".join(map(re.escape, rule["endings"]))
    return rf"[^{breakers}]{{0,{rule['within']}}}?(?:{endings})"
