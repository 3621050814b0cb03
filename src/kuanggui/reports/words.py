"""The words of the reports in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kuanggui.regulation.word_files import load_words


class Language(StrEnum):
    """The language of a report."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """A lookup of report words in one language."""

    language: Language

    def __call__(self, topic: str, key: str) -> str:
        """The words for a key of a topic, the key itself where there are none; a counted key (`arithmetic_2`) has those of the first."""
        pair = _catalogue()[topic].get(kind_of(key))
        return pair[self.pick] if pair else key

    def knows(self, topic: str, key: str) -> bool:
        """Whether there are words for a key of a topic."""
        return kind_of(key) in _catalogue()[topic]

    def choose(self, chinese: str, english: str) -> str:
        """One of two texts; Chinese where there is no English one."""
        return english if self.language is Language.EN and english else chinese

    @property
    def pick(self) -> int:
        """The position of this language in the catalogue."""
        return list(Language).index(self.language)


def kind_of(key: str) -> str:
    """A key without its count: `arithmetic` for `arithmetic_2`."""
    stem, _, count = key.rpartition("_")
    return stem if stem and count.isdigit() else key


@cache
def _catalogue() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = load_words("kuanggui.reports", "words.yaml")
    return loaded
