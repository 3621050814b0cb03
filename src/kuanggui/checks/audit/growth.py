"""What growth two figures give: in all, and per year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.movements import Movement
from kuanggui.checks.audit.quotients import ONE, Range, amount

# Sums of money that are compared at constant prices as a rule.
MONEY = {"gdp", "value_added", "output_value"}


@dataclass(frozen=True, slots=True)
class Growth:
    """A rate of growth as a plain number (0.076), what it can be at most and least, and how it is reckoned."""

    value: Decimal
    range: Range
    arithmetic: str


def growths(way: Movement) -> list[Growth]:
    """The rates that a movement can mean, the likeliest first; empty when they cannot be told (nothing before, no years)."""
    times = amount(way.after).range.over(amount(way.before).range)
    if times is None:
        return []
    parts = f"{way.after.quantity.low:f} ÷ {way.before.quantity.low:f}"
    if not way.annual:
        return [_growth(way, times, lambda t: t - ONE, f"{parts} - 1"), *_points(way)]
    years = way.years
    if years is None or years < 1:
        return []
    return [_growth(way, times, lambda t: t ** (ONE / years) - ONE, f"({parts})^(1/{years}) - 1")]


def mean_growth(way: Movement) -> Growth | None:
    """The growth in all divided by the years, which is no growth per year, but is taken for it."""
    times = amount(way.after).range.over(amount(way.before).range)
    years = way.years
    if times is None or not way.annual or years is None or years <= 1:
        return None
    parts = f"{way.after.quantity.low:f} ÷ {way.before.quantity.low:f}"
    return _growth(way, times, lambda t: (t - ONE) / years, f"({parts} - 1) ÷ {years}")


def _growth(way: Movement, times: Range, rate: Callable[[Decimal], Decimal], arithmetic: str) -> Growth:
    value = rate(amount(way.after).middle / amount(way.before).middle)
    found = times.mapped(rate)
    return Growth(-value, found.negated(), f"-({arithmetic})") if way.falls else Growth(value, found, arithmetic)


def _points(way: Movement) -> list[Growth]:
    """The difference of two rates, which is often printed with % instead of 个百分点."""
    unit = way.after.quantity.unit
    if unit is None or unit.dimension != "ratio":
        return []
    ends = (way.before, way.after) if way.falls else (way.after, way.before)
    one, other = amount(ends[0]), amount(ends[1])
    return [Growth(one.middle - other.middle, one.range.minus(other.range), f"{one.printed} - {other.printed}")]
