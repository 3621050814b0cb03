"""Passages that say nearly the same in two places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.data import words
from kuanggui.model.fact import Fact
from kuanggui.model.outline import Clause

SHINGLE = 8
LEAST = 0.1  # of the shorter passage's shingles: below it the passages are not compared
WIDEST = 4  # a wording that stands in more places is a set phrase
SHORTEST = 30


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two clauses, the earlier first, with how much of the shorter one stands again in the other (0 to 1) and figures in common."""

    first: Clause
    second: Clause
    likeness: float
    figures: tuple[tuple[Fact, Fact], ...]


@lru_cache(maxsize=2)  # several rules ask for the same document
def repeats(case: AuditCase) -> tuple[Repeat, ...]:
    """Pairs of clauses that share much of their wording, in reading order; linear in the text but for the pairs that do share."""
    clauses = [clause for clause in case.reading.clauses if len(clause.text.text) >= SHORTEST]
    shingles = [_shingles(clause.text.text) for clause in clauses]
    at: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(shingles):
        for shingle in found:
            at[shingle].append(number)
    shared = Counter(pair for numbers in at.values() if 1 < len(numbers) <= WIDEST for pair in combinations(numbers, 2))
    alike: list[Repeat] = []
    for (one, other), count in sorted(shared.items()):
        likeness = count / min(len(shingles[one]), len(shingles[other]))
        if likeness >= LEAST:
            first, second = clauses[one], clauses[other]
            alike.append(Repeat(first, second, likeness, tuple(_figures(case, first, second))))
    return tuple(alike)


def _shingles(text: str) -> set[str]:
    return {text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))}


def _figures(case: AuditCase, first: Clause, second: Clause) -> Iterator[tuple[Fact, Fact]]:
    """Facts that stand in both clauses with the same printed number, in order."""
    one, other = case.facts_in_clause[first.id], case.facts_in_clause[second.id]
    matcher = SequenceMatcher(None, [f.quantity.text for f in one], [f.quantity.text for f in other], autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            yield one[block.a + offset], other[block.b + offset]


@dataclass(frozen=True, slots=True)
class Opposed:
    """The opposite subjects that the headings above two clauses name, each by its words, and those headings."""

    first_words: tuple[str, ...]
    second_words: tuple[str, ...]
    first_title: str
    second_title: str


def opposed_headings(case: AuditCase, repeat: Repeat) -> Opposed | None:
    """The headings of the two clauses if they name opposite subjects (勘查 and 开采)."""
    for one, other in words("opposite_subjects"):
        for first, second in ((one, other), (other, one)):
            a = _heading(case, repeat.first.section, first, second)
            b = _heading(case, repeat.second.section, second, first)
            if a and b:
                return Opposed(tuple(first), tuple(second), a, b)
    return None


def _heading(case: AuditCase, section: str, wanted: list[str], unwanted: list[str]) -> str | None:
    """The innermost heading above a clause that names either subject, if it names the wanted one only."""
    for title in reversed(case.headings(section)):
        has, has_not = any(word in title for word in wanted), any(word in title for word in unwanted)
        if has or has_not:
            return title if has and not has_not else None
    return None
