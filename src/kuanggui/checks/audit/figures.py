"""Whether two printed figures can be the same."""

from __future__ import annotations

from decimal import Decimal

from kuanggui.model.quantity import Interval, Quantity, Relation

ONE = Decimal(1)


def agree(one: Quantity, other: Quantity, *, goal: bool = False) -> bool:
    """Whether both can be true of one thing. Of goals the figures must be the same, whatever 以内 or 左右 is said."""
    if goal or _printed_alike(one, other):
        return same_figure(one, other)
    return _allowed(one).meets(_allowed(other))


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether the figures, with their rounding, are the same; printed to the same place in one unit they must be equal."""
    if one.unit == other.unit and one.decimals == other.decimals:
        return (one.low, one.high) == (other.low, other.high)
    return one.base().meets(other.base())


def _printed_alike(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit and one.decimals == other.decimals and one.relation is other.relation is Relation.EQUAL
    )


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
    return len(a) == len(b) >= 3 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def significant(quantity: Quantity) -> int:
    """How many telling digits the figure has: 1 for 300, 5 for 13733."""
    return len(_digits(quantity))


def _digits(quantity: Quantity) -> str:
    factor = quantity.unit.factor if quantity.unit else ONE
    value = (quantity.high * factor).normalize()
    return "".join(str(digit) for digit in value.as_tuple().digits).strip("0")


def ratio(one: Quantity, other: Quantity) -> Decimal:
    """How many times the larger is the smaller; 1 when one of them is 0 or not in a unit."""
    a, b = abs(_base(one)), abs(_base(other))
    return max(a, b) / min(a, b) if a and b else ONE


def _base(quantity: Quantity) -> Decimal:
    return quantity.high * (quantity.unit.factor if quantity.unit else ONE)
