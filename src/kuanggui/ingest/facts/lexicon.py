"""What a phrase in front of a number says: attribute and qualifiers, from `ingest/data/attributes.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kuanggui.ingest.numbers.words import alternation
from kuanggui.model.units import Unit
from kuanggui.regulation.word_files import load_words

KIND = "{kind}"
GROWTH = "growth_rate"
MARK = "\ue000"  # stands for a mineral name in a phrase
TOWARDS = re.compile(r"(?:到|至|为|成)了?(?!止)")  # 提高到76.1%: where something has got to, not by how much
WHERE = re.compile(r"[内外里]")  # 重点勘查区内的31个: where the counted things are, not what they are


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with the dimensions or count units it can be given in."""

    key: str
    dimensions: frozenset[str]
    units: frozenset[str]

    def accepts(self, unit: Unit | None) -> bool:
        """Whether a number in this unit can be about the attribute."""
        if unit is None:
            return True
        if unit.dimension == "count":
            return unit.name in self.units or "count" in self.dimensions
        return unit.dimension in self.dimensions


@dataclass(frozen=True, slots=True)
class AttributeMatch:
    """An attribute found at `start` to `end` of a phrase."""

    key: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Axis:
    """One way of narrowing a fact; values exclude each other."""

    name: str
    carries: bool
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def find(self, phrase: str) -> str | None:
        """The value said last in the phrase."""
        found = [(match.start(), key) for key, pattern in self.patterns for match in pattern.finditer(phrase)]
        return max(found)[1] if found else None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled attributes, qualifier axes, planning rounds, names that stand for several things in a fixed order, titles with an area."""

    attributes: dict[str, Attribute]
    words: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]
    axes: tuple[Axis, ...]
    rounds: dict[str, tuple[int, int]]
    round_pattern: re.Pattern[str]
    series: dict[str, tuple[str, ...]]
    area_title: re.Pattern[str]

    def find_attribute(self, phrase: str, unit: Unit | None) -> AttributeMatch | None:
        """The attribute a phrase names for a number in `unit`: longest word, of equal length the last one."""
        best: AttributeMatch | None = None
        for match in self.pattern.finditer(phrase):
            if WHERE.match(phrase, match.end()):
                continue
            for key in self.words[match.group()]:
                if key == GROWTH and TOWARDS.match(phrase, match.end()):
                    continue
                if self.attributes[key].accepts(unit) and (
                    best is None or match.end() - match.start() >= len(best.words)
                ):
                    best = AttributeMatch(key, match.group(), match.start(), match.end())
                    break
        return best

    def qualifiers(self, phrase: str) -> dict[str, str]:
        """Axis → value for every axis the phrase says something about."""
        return dict(_qualifiers(phrase))


@lru_cache(maxsize=8192)
def _qualifiers(phrase: str) -> tuple[tuple[str, str], ...]:
    return tuple((axis.name, value) for axis in lexicon().axes if (value := axis.find(phrase)))


def _attributes(data: dict[str, Any]) -> dict[str, Attribute]:
    return {
        key: Attribute(key, frozenset(entry.get("dimensions", ())), frozenset(entry.get("units", ())))
        for key, entry in data.items()
    }


def _words(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = {}
    for key, entry in data.items():
        for word in entry["words"]:
            words.setdefault(word.replace(KIND, MARK), []).append(key)
    return {word: tuple(keys) for word, keys in words.items()}


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    data = load_words("kuanggui.ingest", "data", "attributes.yaml")
    words = _words(data["attributes"])
    axes = tuple(
        Axis(name, bool(axis["carries"]), tuple((key, re.compile("|".join(p))) for key, p in axis["values"].items()))
        for name, axis in data["qualifiers"].items()
    )
    rounds = {name: (years[0], years[1]) for name, years in data["planning_rounds"].items()}
    return Lexicon(
        attributes=_attributes(data["attributes"]),
        words=words,
        pattern=re.compile(alternation(words)),
        axes=axes,
        rounds=rounds,
        series={word: tuple(members) for word, members in data["series"].items()},
        area_title=re.compile(data["area_title"]),
        round_pattern=re.compile(rf"[“\"]?({alternation(rounds)})[”\"]?"),
    )
