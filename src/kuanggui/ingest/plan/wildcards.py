"""Patterns with wildcards that match the words of captions, headers and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BLANKS = re.compile(r"\s+")
_WIDTHS = str.maketrans("（）［］｛｝／％：，", "()[]{}/%:,")


def plain(text: str) -> str:
    """The text without blanks, brackets and signs made narrow, so that only words count."""
    return _BLANKS.sub("", text).translate(_WIDTHS)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. `parts` are the stretches between its stars; most patterns have no ?, and are matched by plain searching."""

    parts: tuple[str, ...]

    def match(self, words: str) -> bool:
        """Whether the pattern matches the whole of a plain text."""
        first, last = self.parts[0], self.parts[-1]
        if len(self.parts) == 1:
            return _equal(first, words)
        if len(words) < len(first) + len(last) or not _equal(first, words[: len(first)]):
            return False
        inner = words[len(first) : len(words) - len(last)]
        return _equal(last, words[len(words) - len(last) :]) and _in_order(self.parts[1:-1], inner)


def _equal(part: str, words: str) -> bool:
    if part == words or "?" not in part:
        return part == words
    return len(part) == len(words) and all(sign in {"?", other} for sign, other in zip(part, words, strict=True))


def _in_order(parts: tuple[str, ...], words: str) -> bool:
    position = 0
    for part in parts:
        found = (n for n in range(position, len(words) - len(part) + 1) if _equal(part, words[n : n + len(part)]))
        start = words.find(part, position) if "?" not in part else next(found, -1)
        if start < 0:
            return False
        position = start + len(part)
    return True


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns in order of preference: `*` stands for any characters, `?` for one; a whole text has to match."""

    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Patterns:
        """Read patterns as the data files write them."""
        return cls(tuple(Pattern(tuple(plain(pattern).split("*"))) for pattern in patterns))

    def rank(self, text: str) -> int | None:
        """The position of the first pattern that matches; None where none does."""
        words = plain(text)
        return next((index for index, pattern in enumerate(self.patterns) if pattern.match(words)), None)

    def match(self, text: str) -> bool:
        """Whether a pattern matches."""
        return self.rank(text) is not None
