"""Every numeral of a text is found, with its kind, and as a quantity where it is one."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.ingest.numbers import scan
from kuanggui.model.number import NumberKind

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/reading/numbers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_numerals_are_found_and_told_apart(case: dict[str, Any]) -> None:
    found = []
    for numeral in scan(case["text"]):
        quantity = numeral.quantity
        if numeral.kind is NumberKind.QUANTITY and quantity and quantity.unit:
            found.append([numeral.kind.value, quantity.low, quantity.high, quantity.relation.value, quantity.unit.name])
        else:
            found.append([numeral.kind.value, numeral.text])
    expected = [[e[0], Decimal(e[1]), Decimal(e[2]), *e[3:]] if e[0] == "quantity" else e for e in case["finds"]]
    assert found == expected


def test_a_printed_sum_keeps_its_parts() -> None:
    (numeral,) = scan("新增40+5座")
    assert numeral.quantity is not None
    assert numeral.quantity.addends == (Decimal(40), Decimal(5))


@given(st.text(alphabet="矿0123456789.,-+~（）()：:、，。年月吨万%〔〕号专栏个以上约≤ GⅢ第", max_size=60))
def test_no_digit_of_any_text_is_lost_or_counted_twice(text: str) -> None:
    numerals = scan(text)
    covered = [offset for numeral in numerals for offset in range(numeral.start, numeral.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if c.isdigit()} <= set(covered)
