"""Minerals and administrative units named in a text, as plain offsets and keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kuanggui.ingest.facts.lexicon import lexicon
from kuanggui.ingest.numbers.words import alternation
from kuanggui.model.units import Basis
from kuanggui.regulation import find_minerals, find_places, is_kind_of
from kuanggui.regulation.unit_catalogue import unit_catalogue

__all__ = ["Name", "find_basis", "home_of", "is_kind_of", "mineral_names", "place_names"]

VAGUE_BASES = {"金属", "矿物", "荒料", "矿石", "氧化物量", "折纯"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start` to `end`: `key` is a mineral id or an administrative code."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=8192)  # labels and titles recur for every figure of a table
def mineral_names(text: str) -> tuple[Name, ...]:
    """Every mineral named in the text."""
    return tuple(Name(start, end, mineral.code) for start, end, mineral in find_minerals(text))


@lru_cache(maxsize=8192)
def place_names(text: str, home: str | None = None) -> tuple[Name, ...]:
    """Every administrative unit named in a text about `home`, names inside the names of firms and landforms left out."""
    return tuple(Name(m.start, m.end, m.division.code) for m in find_places(text, home) if not m.embedded)


def home_of(title: str, texts: Iterable[str]) -> str | None:
    """The administrative code of what a document is about: named in its title, otherwise named most often."""
    for match in reversed(find_places(title)):
        return match.division.code
    if _names_an_area(title):  # of an area that is not in the list: a county named in the text is only a part of it
        return None
    named = Counter(match.division.code for text in texts for match in find_places(text))
    return named.most_common(1)[0][0] if named else None


def _names_an_area(title: str) -> bool:
    """Whether a title begins with what the name of an area ends with (…市矿产资源…)."""
    return bool(lexicon().area_title.match(title))


def find_basis(phrase: str) -> Basis | None:
    """The basis a phrase names last (矿石量, 金属量, REO …)."""
    found = [*_basis_words().finditer(phrase)]
    return unit_catalogue().bases[found[-1].group()] if found else None


@cache
def _basis_words() -> re.Pattern[str]:
    return re.compile(alternation(word for word in unit_catalogue().bases if word not in VAGUE_BASES))
