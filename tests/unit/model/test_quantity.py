"""Printed numbers stand for intervals."""

from decimal import Decimal

from kuanggui.model.quantity import Interval, Quantity, Relation
from kuanggui.model.units import Unit

COUNT = Unit("个", "count", Decimal(1))
TEN_THOUSAND_TONNES = Unit("万吨", "mass", Decimal(10000))


def test_two_decimals_stand_for_half_a_hundredth_either_way() -> None:
    printed = Quantity("14.18", Decimal("14.18"), Decimal("14.18"), decimals=2)
    assert printed.rounding() == Interval(Decimal("14.175"), Decimal("14.185"))


def test_a_count_is_exact() -> None:
    assert Quantity("3个", Decimal(3), Decimal(3), unit=COUNT).rounding() == Interval(Decimal(3), Decimal(3))


def test_an_upper_bound_is_open_below() -> None:
    printed = Quantity("≤9000", Decimal(9000), Decimal(9000), Relation.AT_MOST, TEN_THOUSAND_TONNES)
    assert printed.interval().low is None


def test_base_values_compare_across_units() -> None:
    tonnes = Quantity(
        "358814.26", Decimal("358814.26"), Decimal("358814.26"), unit=Unit("千吨", "mass", Decimal(1000)), decimals=2
    )
    printed = Quantity("35881.43", Decimal("35881.43"), Decimal("35881.43"), unit=TEN_THOUSAND_TONNES, decimals=2)
    assert tonnes.base().meets(printed.base())


def test_intervals_apart_do_not_meet() -> None:
    assert not Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal("2.01"), None))
