"""Ranges of rates: which values several figures together cover."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kuanggui.checks.audit.quotients import Range, amount
from kuanggui.model.fact import Fact

RATE_ATTRIBUTES = {
    "mining_recovery",
    "beneficiation_recovery",
    "utilisation_rate",
    "block_yield",
    "grade",
    "mechanisation",
}
SIZES = {"large", "medium", "small", "large_medium"}


def band(facts: Iterable[Fact]) -> Range:
    """From the lowest to the highest value of the figures, in base units."""
    ranges = [amount(fact).range for fact in facts]
    return Range(min(one.low for one in ranges), max(one.high for one in ranges))


def exact(facts: Iterable[Fact]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest printed end, in base units."""
    ends = [
        (fact.quantity.low * factor, fact.quantity.high * factor)
        for fact in facts
        if (factor := fact.quantity.unit.factor if fact.quantity.unit else Decimal(1))
    ]
    return min(low for low, _ in ends), max(high for _, high in ends)
