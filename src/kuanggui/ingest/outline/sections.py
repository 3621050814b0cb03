"""Headings become sections: nested, with ids that are paths of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kuanggui.ingest.outline.candidates import Candidate
from kuanggui.ingest.outline.nesting import kind_ranks
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Section

_TITLE_EDGE = " 　、.．。：:"


@dataclass
class _Open:
    """The chain of sections that are open, with the rank of each, and the ids given so far."""

    ranks: Mapping[str, int]
    top: float
    chain: list[tuple[float, Section]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def add(self, candidate: Candidate, text: LocatedText) -> Section:
        rank = self._rank(candidate)
        while self.chain and self.chain[-1][0] >= rank:
            self.chain.pop()
        parent = self.chain[-1][1] if self.chain else None
        section = Section(
            id=self._id(parent, candidate),
            depth=len(self.chain) + 1,
            number=candidate.marker.strip(_TITLE_EDGE),
            title=text.text[len(candidate.marker) :].strip(_TITLE_EDGE),
            text=text,
            parent=parent.id if parent else None,
        )
        self.chain.append((rank, section))
        return section

    def _rank(self, candidate: Candidate) -> float:
        """Decimal numbers rank by their length; headings without number by the level that the source gives, or lowest."""
        if candidate.kind is not None:
            return _numbered_rank(self.ranks, candidate)
        if candidate.level is None:
            return float(len(self.ranks))
        return self.top if candidate.level <= 1 else self._rank_at(candidate.level)

    def _rank_at(self, level: int) -> float:
        """A rank that puts the heading at this depth of the chain, if the chain is that deep."""
        return self.chain[level - 1][0] if level <= len(self.chain) else float(len(self.ranks))

    def _id(self, parent: Section | None, candidate: Candidate) -> str:
        prefix = f"{parent.id}." if parent else ""
        own = prefix + (f"{candidate.number}" if candidate.number is not None else "u1")
        count, found = 1, own
        while found in self.used:
            count += 1
            found = f"{own}-{count}" if candidate.number is not None else f"{prefix}u{count}"
        self.used.add(found)
        return found


def _numbered_rank(ranks: Mapping[str, int], candidate: Candidate) -> float:
    kind = candidate.kind.name if candidate.kind else ""
    return ranks[kind] + len(candidate.path) / 100


def build_sections(headings: Mapping[int, Candidate], texts: Mapping[int, LocatedText]) -> dict[int, Section]:
    """Sections by block index, in reading order; `texts` are the heading words of each."""
    ranks = kind_ranks(headings.values())
    numbered = (_numbered_rank(ranks, heading) for heading in headings.values() if heading.kind is not None)
    chain = _Open(ranks, top=min(numbered, default=0.0))
    return {index: chain.add(candidate, texts[index]) for index, candidate in headings.items()}
