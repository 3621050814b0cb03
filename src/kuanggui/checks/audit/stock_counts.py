"""How many there were of something in the base year, by each text or box that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.model.fact import Fact
from kuanggui.regulation import is_kind_of

# Scopes that leave a count what it is.
_NEUTRAL = frozenset({"existing"})


@dataclass(frozen=True, slots=True)
class StockCount:
    """What one text or box says: at least `least`, at most `most` (where a mineral also stands together with others)."""

    source: str
    least: Decimal
    most: Decimal
    facts: tuple[Fact, ...]

    def allows(self, number: Decimal) -> bool:
        """Whether the number can be right by this source."""
        return self.least <= number <= self.most


def counts_of(case: AuditCase, attribute: str, minerals: frozenset[str], apart_from: str) -> Iterator[StockCount]:
    """What each source but one box says about exactly these minerals."""
    for source, facts in _sources(case, attribute, apart_from):
        own = [f for f in facts if frozenset(f.minerals) == minerals]
        mixed = [f for f in facts if len(f.minerals) > 1 and minerals < frozenset(f.minerals)]
        if own:
            values = {f.quantity.low for f in own}
            yield StockCount(source, min(values), max(values) + _sum(mixed), (*own, *mixed))
        elif mixed:
            yield StockCount(source, Decimal(0), _sum(mixed), tuple(mixed))


def broader_counts_of(case: AuditCase, attribute: str, mineral: str, apart_from: str) -> Iterator[StockCount]:
    """What each source says about what the mineral is a kind of: it can be no more than that."""
    for source, facts in _sources(case, attribute, apart_from):
        for fact in facts:
            if len(fact.minerals) == 1 and fact.minerals[0] != mineral and is_kind_of(mineral, fact.minerals[0]):
                yield StockCount(source, Decimal(0), fact.quantity.low, (fact,))


def _sources(case: AuditCase, attribute: str, apart_from: str) -> Iterator[tuple[str, Sequence[Fact]]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in case.facts_about[attribute]:
        whole = set(fact.regions) <= {case.reading.region} and set(fact.qualifiers) <= _NEUTRAL
        if whole and fact.box != apart_from and fact.minerals and _is_count(fact):
            found[fact.box or fact.clause or ""].append(fact)
    yield from found.items()


def _is_count(fact: Fact) -> bool:
    return fact.quantity.is_count and not fact.quantity.is_range and not fact.quantity.addends


def _sum(facts: Sequence[Fact]) -> Decimal:
    return sum((f.quantity.low for f in facts), Decimal(0))
