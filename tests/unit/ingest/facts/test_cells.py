"""Facts of boxes: what row, column, sub-header and title say about a figure."""

from pathlib import Path

import pytest

from kuanggui.ingest.phases import read
from kuanggui.model.fact import Fact


def facts(tmp_path: Path, *rows: str) -> dict[str, Fact]:
    """The facts of a document with one table, by printed number; cells are parted by |."""
    table = "".join("".join(f"\t{cell.strip()}\n" for cell in row.split("|")) + "\n" for row in rows)
    path = tmp_path / "plan.txt"
    path.write_text(f"示例市矿产资源总体规划（2021-2025年）\n第一章 现状\n{table}\n", encoding="utf-8")
    return {fact.quantity.text: fact for fact in read(path).facts if fact.box}


SERIES = (
    "专栏1 开采量",
    "矿种|单位|2019年|2020年",
    "铁矿|万吨|80.5|14.2",
    "铜矿|千吨|8.6|9.3",
    "玄武岩|万立方米|1.2|1.9",
)


def test_the_unit_cell_of_a_row_is_the_unit_of_its_figures(tmp_path: Path) -> None:
    found = facts(tmp_path, *SERIES)
    assert [found[n].quantity.unit.name for n in ("80.5", "9.3", "1.2") if found[n].quantity.unit] == [
        "万吨",
        "千吨",
        "万立方米",
    ]


def test_a_year_in_the_header_is_the_year_of_its_column(tmp_path: Path) -> None:
    periods = {number: fact.period for number, fact in facts(tmp_path, *SERIES).items()}
    assert [period.end for n in ("80.5", "14.2") if (period := periods[n])] == [2019, 2020]


def test_the_unit_in_the_column_header_holds_for_the_column(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        "专栏1 重点勘查区",
        "名称|面积（平方千米）|拟设探矿权数量",
        "北川铁矿勘查区|12.34|3",
        "南岭铜矿勘查区|5.67|2",
    )
    unit, count = found["12.34"].quantity.unit, found["3"].quantity.unit
    assert unit is not None
    assert unit.dimension == "area"
    assert count is not None
    assert count.dimension == "count"
    assert found["3"].attribute == "exploration_right_count"


@pytest.mark.parametrize(
    ("number", "dimension"), [("9+1", "count"), ("40", "ratio"), ("80－90", "ratio"), ("420", "area")]
)
def test_a_sub_header_holds_up_to_a_row_that_reaches_across_its_columns(
    tmp_path: Path, number: str, dimension: str
) -> None:
    found = facts(
        tmp_path,
        "专栏1 主要规划指标",
        "类别|指标|2025年目标|属性",
        "开发利用|年开采总量|铁矿（万吨/年）|≤240|预期性",
        "||铜矿（万吨/年）|≤36|",
        "|矿山数量与大中型比例|矿种|矿山数量（座）|大中型矿山比例（%）|",
        "||铁矿|9+1|40|",
        "||石墨|2+1|67|",
        "|煤矿开采回采率（%）|80－90|约束性",
        "绿色发展|历史遗留矿山修复面积（公顷）|420|",
    )
    unit = found[number].quantity.unit
    assert unit is not None
    assert unit.dimension == dimension


def test_a_distribution_column_gives_no_region(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        "专栏1 资源量",
        "矿种|单位|保有资源量|分布范围",
        "铁矿|万吨|120.5|北川县、南岭县",
        "铜矿|万吨|20.5|南岭县",
    )
    assert found["120.5"].regions == ()
    assert found["120.5"].attribute == "retained_resources"
