"""Quotients of printed figures: what one figure can be of another, against a printed percentage or multiple."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.checks.audit.sums import allowed
from kuanggui.findings.evidence import plain
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Interval, Quantity, Relation

ONE = Decimal(1)


class Fit(StrEnum):
    """How a printed figure agrees with a recomputed one."""

    HOLDS = "holds"
    NEARLY = "nearly"  # off by no more than one unit of the last printed place: cut off instead of rounded
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Range:
    """All values something can have, both ends known."""

    low: Decimal
    high: Decimal

    def over(self, other: Range) -> Range | None:
        """All values of the quotient, None when the divisor can be 0 or either is negative."""
        return Range(self.low / other.high, self.high / other.low) if other.low > 0 and self.low >= 0 else None

    def minus(self, other: Range) -> Range:
        """All values of the difference."""
        return Range(self.low - other.high, self.high - other.low)

    def negated(self) -> Range:
        """The values with the other sign."""
        return Range(-self.high, -self.low)

    def mapped(self, rising: Callable[[Decimal], Decimal]) -> Range:
        """The values of a function that rises with its argument."""
        return Range(rising(self.low), rising(self.high))

    @property
    def interval(self) -> Interval:
        """The same as an interval."""
        return Interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the document, or several added up."""

    facts: tuple[Fact, ...]

    @property
    def range(self) -> Range:
        """All values the figures can stand for, in base units; a bound (不超过150个) stands for its limit."""
        ends = [values(fact.quantity) for fact in self.facts]
        return Range(sum((end.low for end in ends), Decimal(0)), sum((end.high for end in ends), Decimal(0)))

    @property
    def middle(self) -> Decimal:
        """The printed value in base units."""
        return sum((middle(fact.quantity) for fact in self.facts), Decimal(0))

    @property
    def printed(self) -> str:
        """The figures as the arithmetic shows them."""
        words = " + ".join(printed(fact.quantity) for fact in self.facts)
        return words if len(self.facts) == 1 else f"({words})"


def amount(*facts: Fact) -> Amount:
    """An amount of these figures."""
    return Amount(facts)


def printed(quantity: Quantity) -> str:
    """The figure with its unit, also where the unit stands in the head of a column."""
    unit = quantity.unit.name if quantity.unit else ""
    return quantity.text if re.search(r"[^\d.,\s]", quantity.text) else plain(quantity) + unit


def middle(quantity: Quantity) -> Decimal:
    """The printed value in base units, for a range the middle of it."""
    return (quantity.low + quantity.high) / 2 * factor(quantity)


def factor(quantity: Quantity) -> Decimal:
    """What turns the printed number into base units."""
    return quantity.unit.factor if quantity.unit else ONE


def values(quantity: Quantity) -> Range:
    """The values a figure stands for when it is reckoned with, in base units."""
    near = quantity.rounding()
    low, high = near.low or Decimal(0), near.high or Decimal(0)
    place = ONE.scaleb(-quantity.decimals)
    if quantity.relation is Relation.ABOUT:
        about = allowed(quantity)
        return Range(about.low or Decimal(0), about.high or Decimal(0))
    low -= place if quantity.relation is Relation.LESS else 0
    high += place if quantity.relation is Relation.MORE else 0
    return Range(low * factor(quantity), high * factor(quantity))


def fit(stated: Quantity, computed: Range) -> Fit:
    """Whether a printed figure can be the recomputed one, given in base units."""
    said = allowed(stated)
    if said.meets(computed.interval):
        return Fit.HOLDS
    place = ONE.scaleb(-stated.decimals) * factor(stated)
    wider = Interval(
        None if said.low is None else said.low - place / 2, None if said.high is None else said.high + place / 2
    )
    return Fit.NEARLY if wider.meets(computed.interval) else Fit.NOT


def in_unit_of(stated: Quantity, value: Decimal) -> Decimal:
    """A value in base units as a figure in the unit of another, with one decimal more than that has."""
    return round(value / factor(stated), max(stated.decimals, 0) + 1).normalize() + Decimal(0)


def same_dimension(facts: Sequence[Fact]) -> bool:
    """Whether figures can be divided by each other to give a plain number; 万吨 and 万吨/年 can."""
    dimensions = {fact.quantity.unit.dimension if fact.quantity.unit else "" for fact in facts}
    bases = {fact.quantity.basis for fact in facts if fact.quantity.basis}
    return len(dimensions) == 1 and len(bases) <= 1
