"""Units that columns of years and totals take from the column they go with."""

from __future__ import annotations

from kuanggui.ingest.facts.columns import ColumnRole, ColumnView, lent_units
from kuanggui.regulation import parse_unit


def view(name: str, unit: str = "", role: ColumnRole = ColumnRole.FIGURE) -> ColumnView:
    return ColumnView(role, name, parse_unit(unit) if unit else None)


def test_years_and_totals_behind_a_measure_have_its_unit() -> None:
    lent = lent_units(
        [view("名称", role=ColumnRole.LABEL), view("投资", "万元"), view("2021-2022年"), view("2023年"), view("合计")]
    )
    assert {column: unit.name for column, unit in lent.items()} == {2: "万元", 3: "万元", 4: "万元"}


def test_other_columns_and_years_behind_rates_or_words_have_none() -> None:
    assert lent_units([view("投资", "万元"), view("项目"), view("占比", "%"), view("2021年")]) == {}
    assert lent_units([view("投资", "万元"), view("备注", role=ColumnRole.REMARK), view("2021年")]) == {}
