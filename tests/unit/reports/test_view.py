"""What every report shows of a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kuanggui.reports.view import View
from kuanggui.reports.words import Language

MakeView = Callable[..., View]


def test_entries_come_by_gravity_with_their_group_below(make_view: MakeView) -> None:
    view = make_view()
    assert [(e.number, e.finding.rule, [m.number for m in e.also]) for e in view.entries] == [
        ("1", "AUD901", ["1.1"]),
        ("2", "AUD903", []),
    ]


def test_place_in_text_is_told_by_heading_line_and_sentence(make_view: MakeView) -> None:
    shown = make_view().entries[0].places[0]
    assert shown.where == "第一章 现状 › 第一节 矿山，第4行"
    assert (shown.words.before, shown.words.quote) == ("全市有矿山", "99座")
    assert shown.words.after == "，其中大型40座、中型60座。"


def test_place_in_a_table_is_told_by_cell_and_its_row(make_view: MakeView) -> None:
    shown = make_view().entries[1].places[0]
    assert shown.where == "专栏1第1行“资源量”列，第15行"
    assert shown.words.text.endswith("铁矿 | 万吨 | 120.5")


def test_arithmetic_and_recomputed_value_stand_apart(make_view: MakeView) -> None:
    entry = make_view().entries[0]
    assert (entry.arithmetic, entry.right) == (("40 + 60 = 100 ≠ 99",), "100座")
    assert ("文中值", "99座") in entry.figures


def test_english_is_chosen_for_everything_the_program_says(make_view: MakeView) -> None:
    entry = make_view(Language.EN).entries[0]
    assert (entry.title, entry.severity, entry.remedy) == ("Total differs", "Error", "make it 100座")
    assert entry.places[0].where.endswith(", line 4")


def test_figures_of_one_sentence_are_told_together(make_view: MakeView) -> None:
    assert make_view().entries[0].compared == (("第一章 现状 › 第一节 矿山，第4行", "40座 · 60座"),)


def test_arithmetic_of_the_message_is_not_said_twice(make_view: MakeView) -> None:
    entry = make_view().entries[0]
    assert entry.unsaid == entry.arithmetic
    assert replace(entry, message=f"不符（{entry.arithmetic[0]}）").unsaid == ()
