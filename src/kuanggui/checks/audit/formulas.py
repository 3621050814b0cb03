"""What two figures of a row may give: difference, ratio, growth, product; with what rounding leaves open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.equations import Equation, Fit, Kind, half_place, in_unit_of
from kuanggui.checks.audit.grid import Entry
from kuanggui.checks.audit.tracks import Track
from kuanggui.findings.evidence import plain
from kuanggui.model.quantity import HALF, Interval

HUNDRED = Decimal(100)
Rough = Callable[[float, float], float]
Exact = Callable[[Decimal, Decimal], Decimal]


@dataclass(frozen=True)
class Formula:
    """A way to calculate a figure from two; `first` and `second` solve for them, None where that is not asked for."""

    kind: Kind
    pattern: str
    rough: Rough
    exact: Exact
    first: Exact
    second: Exact
    needs_positive: bool = True


def difference() -> Formula:
    """The first less the second."""
    return Formula(
        Kind.DIFFERENCE,
        "{a} - {b}",
        lambda a, b: a - b,
        lambda a, b: a - b,
        lambda c, b: c + b,
        lambda c, a: a - c,
        needs_positive=False,
    )


def ratio(scale: int) -> Formula:
    """The first by the second, times a power of ten."""
    k = Decimal(10) ** scale
    times = "" if scale == 0 else f" × {k:f}" if scale > 0 else f" ÷ {1 / k:f}"
    return Formula(
        Kind.RATIO,
        "{a} ÷ {b}" + times,
        lambda a, b: a / b * float(k),
        lambda a, b: a / b * k,
        lambda c, b: c * b / k,
        lambda c, a: a * k / c,
    )


def growth() -> Formula:
    """By how many hundredths the first is above the second."""
    return Formula(
        Kind.GROWTH,
        "({a} - {b}) ÷ {b} × 100",
        lambda a, b: (a - b) / b * 100,
        lambda a, b: (a - b) / b * HUNDRED,
        lambda c, b: b * (1 + c / HUNDRED),
        lambda c, a: a / (1 + c / HUNDRED),
    )


def compound(years: int) -> Formula:
    """By how many hundredths a year the first came out of the second."""
    n = Decimal(years)
    return Formula(
        Kind.GROWTH,
        "(({a} ÷ {b}) ^ (1/" + str(years) + ") - 1) × 100",
        lambda a, b: ((a / b) ** (1 / years) - 1) * 100,
        lambda a, b: ((a / b) ** (1 / n) - 1) * HUNDRED,
        lambda c, b: b * (1 + c / HUNDRED) ** n,
        lambda c, a: a / (1 + c / HUNDRED) ** n,
    )


def product(scale: int) -> Formula:
    """The first times the second, times a power of ten."""
    k = Decimal(10) ** scale
    times = "" if scale == 0 else f" × {k:f}" if scale > 0 else f" ÷ {1 / k:f}"
    return Formula(
        Kind.PRODUCT,
        "{a} × {b}" + times,
        lambda a, b: a * b * float(k),
        lambda a, b: a * b * k,
        lambda c, b: c / b / k,
        lambda c, a: c / a / k,
    )


@dataclass(frozen=True)
class Reading:
    """One formula over three tracks."""

    formula: Formula
    target: Track
    a: Track
    b: Track

    def equation(self, position: int) -> Equation | None:
        """The equation at a position; None where it cannot be told."""
        result, a, b = (track.entries[position] for track in (self.target, self.a, self.b))
        if not (result.is_figure and a.is_figure and b.is_figure) or any(len(e.components) > 1 for e in (result, a, b)):
            return None
        if self.formula.needs_positive and (a.value <= 0 or b.value <= 0):
            return None
        return _equation(self, result, a, b)


def bounds(formula: Exact, one: Interval, other: Interval) -> Interval | None:
    """The smallest interval with all values of a formula that is monotone in both; None where it cannot be calculated."""
    ends = [(x, y) for x in (one.low, one.high) for y in (other.low, other.high) if x is not None and y is not None]
    try:
        values = [formula(x, y) for x, y in ends]
    except ArithmeticError:
        return None
    return Interval(min(values), max(values))


def _equation(reading: Reading, result: Entry, a: Entry, b: Entry) -> Equation:
    formula = reading.formula
    scale = in_unit_of(b, a)
    second = scale(b.value)
    computed = formula.exact(a.value, second)
    strict = [_within(e, t.places) for e, t in ((a, reading.a), (b, reading.b), (result, reading.target))]
    loose = [_within(e, 0) for e in (a, b, result)]
    fit = _fit(formula.exact, computed, result, (strict, loose), scale)
    shown = _shown(computed, result)
    text = formula.pattern.format(a=plain(a.value), b=plain(b.value))
    differs = f" ≠ {plain(result.value)}" if fit is Fit.BROKEN else ""
    mends = {
        (result.row, result.column): bounds(formula.exact, strict[0], strict[1]),
        (a.row, a.column): bounds(formula.first, strict[2], strict[1]),
        (b.row, b.column): bounds(formula.second, strict[2], strict[0]),
    }
    known = {cell: interval for cell, interval in mends.items() if interval and second == b.value}
    return Equation(formula.kind, result, (a, b), shown, fit, f"{text} = {plain(shown)}{differs}", known)


def _within(entry: Entry, places: int) -> Interval:
    slack = half_place(entry, places)
    return Interval(entry.value - slack, entry.value + slack)


def _fit(
    formula: Exact,
    computed: Decimal,
    result: Entry,
    slacks: tuple[list[Interval], list[Interval]],
    scale: Callable[[Decimal], Decimal],
) -> Fit:
    own = half_place(result) or HALF.scaleb(-result.decimals)
    if abs(computed - result.value) <= own:
        return Fit.EXACT
    for (a, b, c), fit in zip(slacks, (Fit.ROUNDED, Fit.LOOSE), strict=True):
        other = Interval(scale(b.low or Decimal(0)), scale(b.high or Decimal(0)))
        near = bounds(formula, a, other)
        if near and near.meets(c):
            return fit
    return Fit.BROKEN


def _shown(computed: Decimal, result: Entry) -> Decimal:
    return round(computed, max(result.decimals, 0))
