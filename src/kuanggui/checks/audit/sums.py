"""Sums of printed figures: what parts can add up to, against what the whole can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Interval, Quantity, Relation

DEVIATIONS = 3


class Side(StrEnum):
    """Where a sum lies."""

    EQUAL = "equal"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Term:
    """A fact in a sum: `times` is -1 for what is taken off, 2 for 金矿、银矿各4个."""

    fact: Fact
    times: int = 1


@dataclass(frozen=True, slots=True)
class Balance:
    """The sum of the terms in the unit of the whole, and on which side of the whole it lies.

    `strained` tells that rounding can just explain the difference, but only if nearly every figure was rounded the same way.
    """

    total: Decimal
    side: Side
    strained: bool = False

    @property
    def holds(self) -> bool:
        """Whether the sum can be the whole."""
        return self.side is Side.EQUAL

    @property
    def confirms(self) -> bool:
        """Whether the sum speaks for the whole: it can be it without all figures having been rounded the same way."""
        return self.holds and not self.strained


def balance(terms: Sequence[Term], whole: Quantity) -> Balance:
    """Weigh a sum against a whole, each figure standing for all values that print like it (ADR 0003)."""
    factor = whole.unit.factor if whole.unit else Decimal(1)
    exact = sum((_middle(term.fact.quantity) * term.times for term in terms), Decimal(0)) / factor
    parts = total_interval(terms)
    other = allowed(whole)
    side = Side.EQUAL
    if parts.low is not None and other.high is not None and parts.low > other.high:
        side = Side.ABOVE
    elif parts.high is not None and other.low is not None and parts.high < other.low:
        side = Side.BELOW
    return Balance(_short(exact), side, side is Side.EQUAL and _is_strained(terms, whole, exact * factor))


def _is_strained(terms: Sequence[Term], whole: Quantity, total: Decimal) -> bool:
    """Whether sum and whole are further apart than three standard deviations of the roundings, all taken to be uniform."""
    figures = [*(term.fact.quantity for term in terms), whole]
    if any(figure.relation not in {Relation.EQUAL, Relation.ABOUT} or figure.is_range for figure in figures):
        return False
    variance = sum((_width(figure) ** 2 for figure in figures), Decimal(0)) / 12
    return variance > 0 and (total - _middle(whole)) ** 2 >= DEVIATIONS**2 * variance


def _width(figure: Quantity) -> Decimal:
    """How far apart the values are that are rounded to a figure, in base units; 约 rounds to the last figure that is not 0."""
    near = figure.rounding()
    if near.low is None or near.high is None:
        return Decimal(0)
    width = _last_place(figure.high) if figure.relation is Relation.ABOUT else near.high - near.low
    return width * (figure.unit.factor if figure.unit else 1)


def total_interval(terms: Sequence[Term]) -> Interval:
    """All values that the terms can add up to, in base units."""
    lows: list[Decimal | None] = []
    highs: list[Decimal | None] = []
    for term in terms:
        one = allowed(term.fact.quantity)
        low, high = (one.low, one.high) if term.times > 0 else (one.high, one.low)
        lows.append(None if low is None else low * term.times)
        highs.append(None if high is None else high * term.times)
    return Interval(_sum(lows), _sum(highs))


def allowed(quantity: Quantity) -> Interval:
    """The values, in base units, that the printed words allow; 约 gives way by one unit of the last figure that is not 0."""
    near = quantity.interval()
    if quantity.relation is Relation.ABOUT and near.low is not None and near.high is not None:
        slack = _last_place(quantity.high)
        near = Interval(quantity.low - slack, quantity.high + slack)
    return near.scaled(quantity.unit.factor) if quantity.unit else near


def comparable(facts: Sequence[Fact]) -> bool:
    """Whether the figures can stand in one sum: one dimension, one rate, no two bases."""
    units = [fact.quantity.unit for fact in facts]
    bases = {fact.quantity.basis for fact in facts if fact.quantity.basis}
    return len({(u.dimension, u.per) if u else None for u in units}) == 1 and len(bases) <= 1


def _middle(quantity: Quantity) -> Decimal:
    factor = quantity.unit.factor if quantity.unit else Decimal(1)
    return (quantity.low + quantity.high) / 2 * factor


def _sum(ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return sum(known, Decimal(0)) if len(known) == len(ends) else None


def _last_place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if value else Decimal(1)


def _short(value: Decimal) -> Decimal:
    """Without the trailing figures that a unit such as 亩 leaves, and without exponent."""
    rounded = round(value, 6).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
