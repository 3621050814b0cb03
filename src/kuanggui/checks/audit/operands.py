"""Operands of a quotient: the figures of a passage that a word list says a rate or average is reckoned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.quotients import Range, amount
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

RATES = {"ratio", "percentage_point", "multiple"}
FARTHEST = Decimal(50)  # a quotient farther off than this is not one of these two figures


@dataclass(frozen=True, slots=True)
class Operand:
    """What an operand looks like; `fits` is the test."""

    attributes: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]
    bases: frozenset[str]

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Operand:
        """From an entry of a word list."""
        return cls(
            frozenset(entry.get("attributes", ())),
            tuple(entry.get("words", ())),
            tuple(entry.get("not", ())),
            frozenset(entry.get("basis", ())),
        )

    def fits(self, fact: Fact) -> bool:
        """Whether a figure can be the operand."""
        unit, basis = fact.quantity.unit, fact.quantity.basis
        if unit is None or unit.dimension in RATES or "difference" in fact.qualifiers or "average" in fact.qualifiers:
            return False
        if self.bases and (basis is None or basis.value not in self.bases):
            return False
        words = fact.subject + fact.attribute_words
        named = fact.attribute in self.attributes or any(word in words for word in self.words)
        return named and not any(word in fact.subject for word in self.without)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures whose quotient is meant; `near` when both stand in the sentence of the rate."""

    numerator: Fact
    denominator: Fact
    near: bool

    @property
    def quotient(self) -> Range | None:
        """All values the quotient can have."""
        return amount(self.numerator).range.over(amount(self.denominator).range)

    @property
    def middle(self) -> Decimal:
        """The quotient of the printed figures."""
        return amount(self.numerator).middle / amount(self.denominator).middle


def pairs(case: AuditCase, rate: Fact, numerator: Operand, denominator: Operand) -> list[Pair]:
    """The pairs in the clause of a rate about its mineral, the likeliest first: in one sentence, then the nearest in value."""
    facts = [f for f in case.facts_in_clause[rate.clause or ""] if f.start < rate.start and may_concern(f, rate)]
    found = [
        pair
        for above in facts
        if numerator.fits(above)
        for below in facts
        if below.id != above.id and denominator.fits(below) and _same_kind(above, below)
        if (pair := _pair(above, below, rate)) is not None
    ]
    return sorted(found, key=lambda pair: (not pair.near, farness(pair.middle, rate)))


def may_concern(fact: Fact, rate: Fact) -> bool:
    """Whether a figure can be about what a rate is about: no other mineral, place or year."""
    if fact.minerals and rate.minerals and not set(fact.minerals) & set(rate.minerals):
        return False
    if fact.period and rate.period and fact.period.end != rate.period.end:
        return False
    return not (fact.regions and rate.regions and fact.regions != rate.regions)


def farness(value: Decimal, rate: Fact) -> Decimal:
    """How many times a value is too large or too small for a printed rate."""
    stated = amount(rate).middle
    if value <= 0 or stated <= 0:
        return FARTHEST * FARTHEST
    return max(value / stated, stated / value)


def last_two_counts(case: AuditCase, rate: Fact) -> Iterator[Pair]:
    """The last two counts of the sentence in front of a rate, the smaller over the larger; then those farther in front over the last.

    A bound (新建30家以上) is no operand.
    """
    facts = [f for f in case.facts_in_clause[rate.clause or ""] if f.sentence == rate.sentence and f.end <= rate.start]
    counts = [f for f in facts if f.quantity.is_count and "difference" not in f.qualifiers and not _is_bound(f)]
    if counts and _in_another_item(case, counts[-1], rate):
        return
    for before in reversed(counts[:-1]):
        small, large = sorted([before, counts[-1]], key=lambda f: f.quantity.low)
        if small.quantity.low > 0:
            yield Pair(small, large, near=before is counts[-2])


def _in_another_item(case: AuditCase, count: Fact, rate: Fact) -> bool:
    """Whether a semicolon parts a count from a rate, so that the rate is about something else."""
    clause = case.clauses.get(rate.clause or "")
    return clause is not None and "；" in clause.text.text[count.end : rate.start]


def _is_bound(fact: Fact) -> bool:
    return fact.quantity.relation not in {Relation.EQUAL, Relation.ABOUT}


def _pair(above: Fact, below: Fact, rate: Fact) -> Pair | None:
    if below.quantity.low <= 0 or above.quantity.low < 0:
        return None
    pair = Pair(above, below, near=above.sentence == below.sentence == rate.sentence)
    return pair if farness(pair.middle, rate) <= FARTHEST else None


def _same_kind(one: Fact, other: Fact) -> bool:
    a, b = one.quantity.unit, other.quantity.unit
    return a is not None and b is not None and a.dimension == b.dimension
