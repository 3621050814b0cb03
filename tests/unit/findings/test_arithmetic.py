"""Arithmetic in one line."""

from decimal import Decimal

from kuanggui.findings.arithmetic import addition, division, product


def test_sum_shows_parts_result_and_the_stated_figure() -> None:
    assert addition([Decimal(58), Decimal("40.5"), Decimal("-3")], Decimal("95.5"), 98) == "58 + 40.5 - 3 = 95.5 ≠ 98"


def test_long_sum_leaves_out_its_middle() -> None:
    line = addition(list(range(1, 101)), 5050)
    assert line.startswith("1 + 2 + ")
    assert " + 12 + … + 89 + " in line
    assert line.endswith("+ 100 = 5050")


def test_ratio_and_product_carry_their_unit() -> None:
    assert division(Decimal("630.2"), 780, Decimal("80.8"), Decimal("82.8"), "%") == "630.2 ÷ 780 = 80.8% ≠ 82.8%"
    assert product([Decimal("1E+2"), 3], 300) == "100 × 3 = 300"
