"""Enumerations in the text such as 东山区26座，西山区24座: names with figures that may be those of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.ingest.boxes.lost_header.figures import to_figure
from kuanggui.model.outline import Clause

_PIECE = re.compile(
    r"([^\d，、；;。：:（）()]{2,15}?)(?:为|有|约|计)?(\d[\d,]*(?:\.\d+)?)([^\d，、；;。：:]{0,4})(?=[，、；;。：:）)]|$)"
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """Names with figures from one sentence, in line `line`; `words` gives the printed piece of each name."""

    figures: dict[str, Decimal]
    words: dict[str, str]
    line: int
    cites: bool

    def agreeing(self, totals: Iterable[Decimal]) -> int:
        """How many figures are among the totals, each total counting once."""
        return (Counter(self.figures.values()) & Counter(totals)).total()


def find_listing(clauses: Iterable[Clause], label: str | None, totals: dict[int, Decimal]) -> Listing | None:
    """The enumeration that best gives the totals of a table, if one gives most of them; one that cites the table is preferred."""
    found = [listing for clause in clauses for listing in _listings(clause, label)]
    best = max(found, key=lambda one: (one.agreeing(totals.values()), one.cites), default=None)
    if best is None or best.agreeing(totals.values()) < max(_FEWEST, 0.6 * len(totals)):
        return None
    return best


def _listings(clause: Clause, label: str | None) -> Iterator[Listing]:
    text = clause.text.text
    cites = bool(label and label in text)
    for sentence in re.finditer(r"[^。]+", text):
        pieces = list(_PIECE.finditer(sentence[0]))
        figures = {piece[1]: figure for piece in pieces if (figure := to_figure(piece[2])) is not None}
        if len(figures) >= _FEWEST:
            words = {piece[1]: piece[0] for piece in pieces}
            yield Listing(figures, words, clause.text.span(sentence.start()).line, cites)
