"""Enumerations in the text such as 东山区26座，西山区24座: names with figures that may be those of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kuanggui.ingest.boxes.lost_header.figures import to_figure
from kuanggui.model.outline import Clause

_PIECE = re.compile(
    r"([^\d，、；;。：:（）()]{2,15}?)(?:为|有|约|计)?(\d[\d,]*(?:\.\d+)?)([^\d，、；;。：:]{0,4})(?=[，、；;。：:）)]|$)"
)
_LABEL = re.compile(r"(?:专栏|附表|表)\s*[\d〇零一二三四五六七八九十]+(?:-\d+)*")
_FEWEST = 3
_MOST_OF = 0.6

# An enumeration that does not cite the table counts only near it, so that the time to read a document grows with its length.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """Names with figures from one sentence, in line `line`; `words` gives the printed piece of each name."""

    figures: dict[str, Decimal]
    words: dict[str, str]
    line: int
    labels: frozenset[str]

    def agreeing(self, totals: Iterable[Decimal]) -> int:
        """How many figures are among the totals, each total counting once."""
        return (Counter(self.figures.values()) & Counter(totals)).total()


class Listings:
    """All enumerations of a document, found when first asked for."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses

    def best(self, line: int, label: str | None, totals: dict[int, Decimal]) -> Listing | None:
        """The enumeration that gives most of the totals of a table at `line`; one that cites the table is preferred."""
        at = bisect_left(self._lines, line)
        near = self._all[max(0, at - _NEAR) : at + _NEAR]
        citing = self._citing.get(label or "", [])
        best = max([*citing, *near], key=lambda one: one.agreeing(totals.values()), default=None)
        if best is None or best.agreeing(totals.values()) < max(_FEWEST, _MOST_OF * len(totals)):
            return None
        return best

    @cached_property
    def _all(self) -> list[Listing]:
        found = [listing for clause in self.clauses for listing in _listings(clause)]
        return sorted(found, key=lambda listing: listing.line)

    @cached_property
    def _lines(self) -> list[int]:
        return [listing.line for listing in self._all]

    @cached_property
    def _citing(self) -> dict[str, list[Listing]]:
        citing: dict[str, list[Listing]] = {}
        for listing in self._all:
            for label in listing.labels:
                citing.setdefault(label, []).append(listing)
        return citing


def _listings(clause: Clause) -> Iterator[Listing]:
    text = clause.text.text
    labels = frozenset(re.sub(r"\s", "", label) for label in _LABEL.findall(text))
    for sentence in re.finditer(r"[^。]+", text):
        pieces = list(_PIECE.finditer(sentence[0]))
        if len(pieces) < _FEWEST:
            continue
        figures = {piece[1]: figure for piece in pieces if (figure := to_figure(piece[2])) is not None}
        words = {piece[1]: piece[0] for piece in pieces}
        yield Listing(figures, words, clause.text.span(sentence.start()).line, labels)
