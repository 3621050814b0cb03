"""Quotients of printed figures: what one figure can be of another, against a printed percentage or multiple."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.checks.audit.sums import allowed
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Interval, Quantity, Relation

ONE = Decimal(1)


class Fit(StrEnum):
    """How a printed figure agrees with a recomputed one."""

    HOLDS = "holds"
    NEARLY = "nearly"  # off by no more than one unit of the last printed place: cut off instead of rounded
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the document, or several added up."""

    facts: tuple[Fact, ...]

    @property
    def interval(self) -> Interval:
        """All values the figures can stand for, in base units; a bound (不超过150个) stands for its limit."""
        ends = [values(fact.quantity) for fact in self.facts]
        lows, highs = [end.low or Decimal(0) for end in ends], [end.high or Decimal(0) for end in ends]
        return Interval(sum(lows, Decimal(0)), sum(highs, Decimal(0)))

    @property
    def middle(self) -> Decimal:
        """The printed value in base units."""
        return sum((middle(fact.quantity) for fact in self.facts), Decimal(0))

    @property
    def printed(self) -> str:
        """The figures as the arithmetic shows them."""
        words = " + ".join(fact.quantity.text for fact in self.facts)
        return words if len(self.facts) == 1 else f"({words})"


def amount(*facts: Fact) -> Amount:
    """An amount of these figures."""
    return Amount(facts)


def middle(quantity: Quantity) -> Decimal:
    """The printed value in base units, for a range the middle of it."""
    return (quantity.low + quantity.high) / 2 * factor(quantity)


def factor(quantity: Quantity) -> Decimal:
    """What turns the printed number into base units."""
    return quantity.unit.factor if quantity.unit else ONE


def values(quantity: Quantity) -> Interval:
    """The values a figure stands for when it is reckoned with, in base units, both ends closed."""
    if quantity.relation is Relation.ABOUT:
        return allowed(quantity)
    near = quantity.rounding().scaled(factor(quantity))
    place = ONE.scaleb(-quantity.decimals) * factor(quantity)
    if quantity.relation is Relation.MORE:
        return Interval(near.low, None if near.high is None else near.high + place)
    if quantity.relation is Relation.LESS:
        return Interval(None if near.low is None else near.low - place, near.high)
    return near


def quotient(numerator: Interval, denominator: Interval) -> Interval | None:
    """All values of numerator / denominator, None when the denominator can be 0 or either is negative."""
    if denominator.low is None or denominator.low <= 0 or numerator.low is None or numerator.low < 0:
        return None
    low = Decimal(0) if denominator.high is None else numerator.low / denominator.high
    return Interval(low, None if numerator.high is None else numerator.high / denominator.low)


def shifted(interval: Interval, by: Decimal) -> Interval:
    """The interval moved by an amount."""
    low, high = interval.low, interval.high
    return Interval(None if low is None else low + by, None if high is None else high + by)


def fit(stated: Quantity, computed: Interval) -> Fit:
    """Whether a printed figure can be the recomputed one, given in base units."""
    said = allowed(stated)
    if said.meets(computed):
        return Fit.HOLDS
    place = ONE.scaleb(-stated.decimals) * factor(stated)
    wider = Interval(
        None if said.low is None else said.low - place / 2, None if said.high is None else said.high + place / 2
    )
    return Fit.NEARLY if wider.meets(computed) else Fit.NOT


def in_unit_of(stated: Quantity, value: Decimal) -> Decimal:
    """A value in base units as a figure in the unit of another, with one decimal more than that has."""
    return round(value / factor(stated), max(stated.decimals, 0) + 1).normalize() + Decimal(0)


def same_dimension(facts: Sequence[Fact]) -> bool:
    """Whether figures can be divided by each other to give a plain number; 万吨 and 万吨/年 can."""
    dimensions = {fact.quantity.unit.dimension if fact.quantity.unit else "" for fact in facts}
    bases = {fact.quantity.basis for fact in facts if fact.quantity.basis}
    return len(dimensions) == 1 and len(bases) <= 1
