"""How a figure stands to a target: kept, beyond it, or merely another one."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto

from kuanggui.model.quantity import Interval, Relation


class Standing(Enum):
    """A figure against a target."""

    KEPT = auto()
    BEYOND = auto()  # over a cap, or short of what is asked


def stand(value: Interval, relation: Relation, target: Interval) -> Standing:
    """The value against the target: bounds by their own side, everything else as one figure, all as rounding intervals (ADR 0003)."""
    over = value.low is not None and target.high is not None and value.low > target.high
    short = value.high is not None and target.low is not None and value.high < target.low
    if relation.bounded_above:
        return Standing.BEYOND if over else Standing.KEPT
    if relation.bounded_below:
        return Standing.BEYOND if short else Standing.KEPT
    return Standing.BEYOND if over or short else Standing.KEPT


def exactly(value: Decimal) -> Interval:
    """A figure of which every digit counts."""
    return Interval(value, value)
