"""Which kind of heading stands below which, as the document at hand uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kuanggui.ingest.outline.candidates import Candidate
from kuanggui.ingest.outline.words import Kind, heading_words


def kind_ranks(headings: Iterable[Candidate]) -> dict[str, int]:
    """Kind name → rank from the top: the usual order, changed where the numbers show that the document uses another one.

    A kind whose count starts again between number n and n + 1 of another kind stands below it.
    """
    votes = _votes([heading for heading in headings if heading.kind is not None])
    order = [kind.name for kind in heading_words().kinds]
    for above, below in [pair for pair, count in votes.items() if count > votes[pair[::-1]]]:
        if order.index(above) > order.index(below):
            order.remove(above)
            order.insert(order.index(below), above)
    return {name: rank for rank, name in enumerate(order)}


def _votes(headings: list[Candidate]) -> Counter[tuple[str, str]]:
    """How often (above, below) is seen: a list of `below` that starts with 1 between two consecutive numbers of `above`."""
    votes: Counter[tuple[str, str]] = Counter()
    open_lists: dict[str, tuple[int, set[str]]] = {}
    for heading in headings:
        kind, number = _name(heading.kind), heading.number or 0
        before = open_lists.get(kind)
        if before and number == before[0] + 1:
            votes.update((kind, below) for below in before[1])
        if number == 1:
            for name, (_, started) in open_lists.items():
                if name != kind:
                    started.add(kind)
        open_lists[kind] = (number, set())
    return votes


def _name(kind: Kind | None) -> str:
    return kind.name if kind else ""
