"""Quantities as printed: a number or range with relation, unit, basis and rounding interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.model.units import Basis, Unit

HALF = Decimal("0.5")


class Relation(StrEnum):
    """How a printed number bounds the real one."""

    EQUAL = "="
    ABOUT = "≈"  # 约, 左右, 近
    AT_MOST = "≤"  # 以内, 不超过, 控制在
    AT_LEAST = "≥"  # 以上, 不少于, 不低于
    LESS = "<"  # 不足, 少于
    MORE = ">"  # 超过, 大于, 多 behind the number

    @property
    def bounded_above(self) -> bool:
        """Whether the number is an upper bound."""
        return self in {Relation.AT_MOST, Relation.LESS}

    @property
    def bounded_below(self) -> bool:
        """Whether the number is a lower bound."""
        return self in {Relation.AT_LEAST, Relation.MORE}


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of Decimals; None stands for an open end."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Whether the two have a point in common (touching ends count: rounding half up or half even is not ours to judge)."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not (below or above)

    def scaled(self, factor: Decimal) -> Interval:
        """The interval times a positive factor."""
        low, high = self.low, self.high
        return Interval(None if low is None else low * factor, None if high is None else high * factor)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity.

    `low` and `high` are equal unless a range is printed; `decimals` counts the printed places behind the point (the finer of the
    two for a range); `addends` holds the parts of a printed sum such as 40+5. `text` is the printed words with relation and unit.
    """

    text: str
    low: Decimal
    high: Decimal
    relation: Relation = Relation.EQUAL
    unit: Unit | None = None
    basis: Basis | None = None
    decimals: int = 0
    addends: tuple[Decimal, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether two ends are printed."""
        return self.low != self.high

    @property
    def is_count(self) -> bool:
        """Whether the number counts things, so that it is exact."""
        return self.unit is not None and self.unit.dimension == "count"

    def rounding(self) -> Interval:
        """The values that would print as this one (ADR 0003): 14.18 stands for 14.175 to 14.185, counts are exact."""
        half = Decimal(0) if self.is_count and self.decimals == 0 else HALF.scaleb(-self.decimals)
        return Interval(self.low - half, self.high + half)

    def interval(self) -> Interval:
        """The values the words allow: the rounding interval, open on the side that a bound leaves open."""
        near = self.rounding()
        if self.relation.bounded_above:
            return Interval(None, near.high)
        if self.relation.bounded_below:
            return Interval(near.low, None)
        return near

    def base(self) -> Interval:
        """The rounding interval in the base unit of the dimension."""
        return self.rounding().scaled(self.unit.factor) if self.unit else self.rounding()
