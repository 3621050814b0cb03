"""Items of running text (up to a full stop or semicolon) that stand in several places word by word, figures aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.model.fact import Fact
from kuanggui.model.outline import Clause

_ENDS = re.compile(r"[。；;！？\n]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOISE = re.compile(r"[\s，,、：:（）()“”\"]")
SHORTEST = 8  # Chinese characters of an item beside its figures


@dataclass(frozen=True, slots=True)
class Item:
    """The facts of an item, and its words with the figures left out."""

    clause: str
    words: str
    facts: tuple[Fact, ...]


@once_per_case
def repeated_items(case: AuditCase) -> Sequence[Sequence[Item]]:
    """Groups of items of different paragraphs with the same words about the same minerals, places and years."""
    found: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for clause in case.reading.clauses:
        for item in _items(clause, case.facts_in_clause.get(clause.id, ())):
            about = tuple((f.minerals, f.regions, f.period, f.attribute) for f in item.facts)
            found[item.words, about].append(item)
    return [items for items in found.values() if len({item.clause for item in items}) > 1]


def _items(clause: Clause, facts: Sequence[Fact]) -> Iterator[Item]:
    text, start = clause.text.text, 0
    for end in [*(match.start() for match in _ENDS.finditer(text)), len(text)]:
        inside = [fact for fact in facts if start <= fact.start and fact.end <= end]
        if inside:
            words, position = "", start
            for fact in inside:
                words += text[position : fact.start] + "#"
                position = fact.end
            words = _NOISE.sub("", words + text[position:end])
            if len(_HAN.findall(words)) >= SHORTEST:
                yield Item(clause.id, words, tuple(inside))
        start = end + 1
