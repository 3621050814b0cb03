"""Accounting for every number of a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kuanggui.ingest.phases import read
from kuanggui.model.number import NumberKind, NumberToken


@dataclass(frozen=True, slots=True)
class NumberAccount:
    """Every numeral of a document in reading order, with counts by kind."""

    document: str
    tokens: tuple[NumberToken, ...]

    @property
    def by_kind(self) -> dict[NumberKind, int]:
        """How many numerals there are of each kind that occurs, most frequent first."""
        return dict(Counter(token.kind for token in self.tokens).most_common())

    @property
    def share_not_understood(self) -> float:
        """The part of all numerals, 0 to 1, that the reader could not place."""
        return self.by_kind.get(NumberKind.NOT_UNDERSTOOD, 0) / len(self.tokens) if self.tokens else 0.0


def account_numbers(path: Path) -> NumberAccount:
    """Read a document and account for its numerals; raises UnreadableFileError, MissingToolError."""
    reading = read(path)
    tokens = sorted(reading.numbers, key=lambda token: (token.place.page or 0, token.place.line, token.place.start))
    return NumberAccount(reading.document.source.name, tuple(tokens))
