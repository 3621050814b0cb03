"""Whether two printed figures can be the same."""

from __future__ import annotations

from decimal import Decimal

from kuanggui.model.quantity import Interval, Quantity, Relation

ONE = Decimal(1)


def agree(one: Quantity, other: Quantity, *, goal: bool = False) -> bool:
    """Whether both can be true of one thing. Of goals the figures must be the same, whatever 以内 or 左右 is said."""
    if goal or one.relation is other.relation is Relation.EQUAL:
        return same_figure(one, other)
    return _allowed(one).meets(_allowed(other))


def may_both_hold(one: Quantity, other: Quantity) -> bool:
    """Whether one of the figures is a bound or rough and the other keeps within it."""
    exact = one.relation is other.relation is Relation.EQUAL
    return not exact and one.relation is not other.relation and _allowed(one).meets(_allowed(other))


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether the figures are the same; only the one that is printed less exactly may be a rounding of the other."""
    if _step(one) == _step(other):
        return _ends(one) == _ends(other)
    coarser, finer = (one, other) if _step(one) > _step(other) else (other, one)
    return all(abs(a - b) * 2 <= _step(coarser) for a, b in zip(_ends(coarser), _ends(finer), strict=True))


def exactly(one: Quantity, other: Quantity) -> bool:
    """Whether the figures are the same to the last place, whatever their units."""
    return _ends(one) == _ends(other)


def _step(quantity: Quantity) -> Decimal:
    """One step of the last printed place, in base units; 0 for counts."""
    exact = quantity.is_count and quantity.decimals == 0 and _factor(quantity) == 1
    return Decimal(0) if exact else ONE.scaleb(-quantity.decimals) * _factor(quantity)


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    return quantity.low * _factor(quantity), quantity.high * _factor(quantity)


def _factor(quantity: Quantity) -> Decimal:
    return quantity.unit.factor if quantity.unit else ONE


def _allowed(quantity: Quantity) -> Interval:
    near = quantity.interval()
    if quantity.relation is Relation.ABOUT:
        slack = last_place(quantity.high) / 2
        near = Interval(quantity.low - slack, quantity.high + slack)
    return near.scaled(quantity.unit.factor) if quantity.unit else near


def last_place(value: Decimal) -> Decimal:
    """The value of one step in the last figure that is not 0: 100 for 1300, 0.01 for 1.37."""
    if not value:
        return ONE
    return ONE.scaleb(int(value.normalize().as_tuple().exponent))


def look_alike(one: Quantity, other: Quantity) -> bool:
    """Whether one could be a slip of the other: the same digits in another order, one digit off, or a shifted point."""
    a, b = _digits(one), _digits(other)
    if a == b or (len(a) >= 3 and sorted(a) == sorted(b)):
        return True
    width = max(len(a), len(b))
    if width >= 3 and ratio(one, other) < 10:
        a, b = (digits.ljust(width, "0") for digits in (a, b))
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return _swapped(one, other)


def _swapped(one: Quantity, other: Quantity) -> bool:
    """Two digits, the other way round: 95 and 59."""
    a, b = f"{one.high:f}", f"{other.high:f}"
    return len(a) == len(b) == 2 and a == b[::-1]


def significant(quantity: Quantity) -> int:
    """How many telling digits the figure has: 1 for 300, 5 for 13733."""
    return len(_digits(quantity))


def _digits(quantity: Quantity) -> str:
    value = _ends(quantity)[1].normalize()
    return "".join(str(digit) for digit in value.as_tuple().digits).strip("0")


def ratio(one: Quantity, other: Quantity) -> Decimal:
    """How many times the larger is the smaller; 1 when one of them is 0 or not in a unit."""
    a, b = abs(_ends(one)[1]), abs(_ends(other)[1])
    return max(a, b) / min(a, b) if a and b else ONE
