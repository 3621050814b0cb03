"""Figures as people say them."""

from decimal import Decimal

import pytest

from kuanggui.app.public.wording import Finder, amount, by_year, plain_name
from kuanggui.model.document import Source
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Provision
from kuanggui.model.plan.value import Figure, Years
from kuanggui.model.quantity import Quantity, Relation
from kuanggui.model.units import Unit

PLACE = Place("plan.txt", "a" * 64, 12, 0, 4, "9000")
HUNDRED_MILLION = Unit("亿吨", "mass", Decimal(10**8))


def _figure(low: str, high: str | None = None, relation: Relation = Relation.EQUAL, unit: Unit | None = None) -> Figure:
    return Figure(Quantity(low, Decimal(low), Decimal(high or low), relation, unit), PLACE)


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (_figure("9000", relation=Relation.AT_MOST), "不超过 9000", "at most 9,000"),
        (_figure("0.8", unit=HUNDRED_MILLION), "为 0.8 亿吨", "0.8 ×10⁸ t"),
        (_figure("3", "5", Relation.ABOUT), "约 3—5", "about 3–5"),
        (_figure("95", unit=Unit("%", "ratio", Decimal("0.01"))), "为 95%", "95%"),
        (_figure("4", unit=Unit("船", "count", Decimal(1))), "为 4 船", "4 船"),
    ],
)
def test_a_figure_is_said_with_its_bound_and_unit(figure: Figure, zh: str, en: str) -> None:
    assert amount(figure) == (zh, en)


@pytest.mark.parametrize(
    ("printed", "said"),
    [("煤（亿吨）", "煤"), ("铜（金属量，亿吨）", "铜（金属量）"), ("煤（井工）", "煤（井工）"), ("煤", "煤")],
)
def test_a_name_loses_the_unit_that_its_figure_brings(printed: str, said: str) -> None:
    assert plain_name(printed, _figure("1", unit=HUNDRED_MILLION)) == said


def test_a_year_is_said_as_by_when() -> None:
    assert by_year(None) == ("", "")
    assert by_year(Years(2025, 2025, PLACE)) == ("到 2025 年，", "By 2025: ")
    assert by_year(Years(2021, 2025, PLACE))[1] == "2021–2025: "


def test_a_place_is_named_by_its_box_or_by_the_headings_above_it() -> None:
    def at(line: int, quote: str = "", table: str | None = None, row: int | None = None) -> Place:
        return Place("plan.txt", "a" * 64, line, 0, 1, quote, table=table, row=row)

    source = Source("plan.txt", "a" * 64, 1, "text/plain", "test")
    provisions = (
        Provision("1¶1", at(3), ("第一章 总则",), "甲"),
        Provision("2.1¶1", at(8), ("第二章 目标", "第一节 总量"), "乙"),
    )
    finder = Finder(Plan("p", source, provisions=provisions), quote_characters=4)
    assert finder.source(at(5)).zh == "第一章 总则"
    assert finder.source(at(9, "一二三四五六")).quote == "一二三四…"
    assert finder.source(at(7, "总量")).zh == "第二章 目标 › 第一节 总量"
    assert finder.source(at(9, table="专栏8", row=3)).en == "专栏8, row 3"
    assert finder.source(at(1)).zh == ""
