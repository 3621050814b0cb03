"""Finding the words of a catalogue in running text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class WordIndex(Generic[T]):
    """Finds the words of `words` in a text: from left to right, the longest at each place, none overlapping."""

    def __init__(self, words: Mapping[str, T]) -> None:
        """Index `words` by their first two characters, so that most places of a text cost one look-up."""
        self._words = dict(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {opening: sorted(sizes, reverse=True) for opening, sizes in lengths.items()}
        self._first = re.compile(_opening_pattern(set(lengths)))

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Start, end and value of every word found."""
        end = 0
        for match in self._first.finditer(text):
            start = match.start()
            if start >= end and (word := self._word_at(text, start)):
                end = start + len(word)
                yield start, end, self._words[word]

    def _word_at(self, text: str, start: int) -> str:
        for length in self._lengths.get(text[start : start + 2], ()):
            word = text[start : start + length]
            if word in self._words:
                return word
        return text[start] if text[start] in self._words else ""


def _opening_pattern(openings: set[str]) -> str:
    """Matches where a word may begin: a known first character with a known second one behind it, or a word of one character."""
    singles = {opening for opening in openings if len(opening) == 1}
    pairs = openings - singles
    parts = [_any_of(singles)] if singles else []
    if pairs:
        parts.append(f"{_any_of({pair[0] for pair in pairs})}(?={_any_of({pair[1] for pair in pairs})})")
    return "|".join(parts) or r"(?!)"


def _any_of(characters: set[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]"
