"""A plan before the public where adjustments have changed its figures: those in force are said, the printed ones stand beside them."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kuanggui.app.changed_figures import ChangedFigure, Changes
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.public.changes import CurrentPlan, PublicChange
from kuanggui.app.public.files import table_csv
from kuanggui.app.public.plain_words import Statement, plain_words
from kuanggui.app.public.projection import Projection, load_projection
from kuanggui.app.public.register import PublicPlan
from kuanggui.app.public.repeats import without_repeats
from kuanggui.app.public.tables import PublicRow, public_table
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.plan import Plan
from kuanggui.model.target import TargetKey, TargetPart, targets_of

COAL = "indicator/box-5/5"  # at most 700; the text says it again
RECLAIMED = "indicator/box-5/22"  # 260 hectares; the text says it again
MINES = "mine_limit/box-5/12"  # 10 iron mines: 9 and 1
SINCE, BASIS, TITLE = date(2024, 4, 1), "乙发〔2024〕1号", "甲方案"
NEW = {
    TargetKey(TargetPart.INDICATORS, COAL, "value"): 650,
    TargetKey(TargetPart.CAPS, f"cap/{COAL}", "value"): 650,
    TargetKey(TargetPart.INDICATORS, RECLAIMED, "value"): 250,
    TargetKey(TargetPart.MINE_LIMITS, MINES, "mines"): 11,
    TargetKey(TargetPart.MINE_LIMITS, MINES, "new"): 2,
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(read(example_file(PLAN)))


@pytest.fixture(scope="module")
def changes(plan: Plan) -> Changes:
    found = dict[TargetKey, ChangedFigure]()
    for target in targets_of(plan):
        if target.key in NEW:
            number = NEW[target.key]
            sign = "≤" if target.value.quantity.text.startswith("≤") else ""
            quantity = replace(target.value.quantity, text=f"{sign}{number}", low=Decimal(number), high=Decimal(number))
            found[target.key] = ChangedFigure(replace(target.value, quantity=quantity), "T001", TITLE, BASIS, SINCE)
    assert found.keys() == NEW.keys()
    return found


def current(plan: Plan, changes: Changes, *shown: str) -> CurrentPlan:
    projection = replace(load_projection(), changes=shown)
    return CurrentPlan(without_repeats(plan, changes), projection, changes)


def said(plan: CurrentPlan, topic: str, word: str) -> list[Statement]:
    (found,) = [each for each in plain_words(plan) if each.id == topic]
    return [one for one in found.statements if word in one.zh]


def row(plan: CurrentPlan, part: str, field: str, word: str) -> list[PublicRow]:
    table = public_table(plan, part)
    assert table is not None
    return [each for each in table.rows if any(word in cell.text for cell in each.cells[field])]


def test_what_comes_with_the_program_tells_day_and_basis_of_a_change_but_no_title() -> None:
    assert load_projection().changes == ("since", "basis")


def test_a_goal_is_said_with_the_figure_in_force_and_the_printed_one_beside_it(plan: Plan, changes: Changes) -> None:
    (goal,) = said(current(plan, changes, "since", "basis"), "goals", "原煤")
    assert goal.zh == "到 2025 年，年开采总量原煤不超过 650 万吨/年（预期性）。"
    assert "at most 650 ×10⁴ t a year" in goal.en
    (printed,) = goal.printed
    assert (printed.zh, printed.en) == ("不超过 700 万吨/年", "at most 700 ×10⁴ t a year")
    assert printed.change == PublicChange(SINCE, BASIS, "")


def test_nothing_stands_beside_a_figure_that_holds_as_printed(plan: Plan, changes: Changes) -> None:
    (goal,) = said(current(plan, changes, "since"), "goals", "铁矿（矿石）")
    assert (goal.zh, goal.printed) == ("到 2025 年，年开采总量铁矿（矿石）不超过 240 万吨/年（预期性）。", [])


def test_each_figure_of_a_sentence_says_which_of_them_was_printed_otherwise(plan: Plan, changes: Changes) -> None:
    (limit,) = said(current(plan, changes), "mines", "铁矿")
    assert "矿山数为 11 座，其中已有为 9 座，新设为 2 座" in limit.zh
    assert [one.zh for one in limit.printed] == ["矿山数为 10 座", "新设为 1 座"]
    assert [one.en for one in limit.printed] == ["mines 10", "new 1"]


def test_a_duty_made_of_an_indicator_changes_with_it_and_is_not_said_again_as_the_text_has_it(
    plan: Plan, changes: Changes
) -> None:
    before = said(current(plan, {}), "restoration", "复垦")
    assert [one.zh for one in before] == [
        "到 2025 年，矿区土地复垦面积为 260 公顷。",
        "到 2025 年，矿区土地复垦为 260 公顷。",
    ]
    (duty,) = said(current(plan, changes), "restoration", "复垦")
    assert duty.zh == "到 2025 年，矿区土地复垦面积为 250 公顷。"
    assert [one.zh for one in duty.printed] == ["为 260 公顷"]


def test_no_sentence_and_no_row_says_a_figure_again_that_was_changed_elsewhere(plan: Plan, changes: Changes) -> None:
    assert [one.zh for one in said(current(plan, {}), "caps", "700")] != []
    assert said(current(plan, changes), "caps", "700") == []
    assert row(current(plan, changes), "caps", "value", "700") == []
    iron = [one.zh for one in said(current(plan, {}), "caps", "铁矿")]
    assert [one.zh for one in said(current(plan, changes), "caps", "铁矿")] == iron, "what was not changed stays"


def test_a_mineral_with_the_same_number_is_another_matter(plan: Plan, changes: Changes) -> None:
    twin = replace(plan.caps[0], id="cap/twin", mineral=plan.caps[1].mineral)
    changed = replace(plan, caps=(*plan.caps, twin))
    assert twin in without_repeats(changed, changes).caps


def test_a_row_keeps_the_figures_that_nothing_has_changed(plan: Plan, changes: Changes) -> None:
    (limit,) = [each for each in plan.mine_limits if each.id == MINES]
    again = replace(limit, id="mine_limit/text")
    kept = without_repeats(replace(plan, mine_limits=(*plan.mine_limits, again)), changes).mine_limits[-1]
    assert (kept.mines, kept.new) == (None, None)
    assert (kept.existing, kept.large_medium_share) == (limit.existing, limit.large_medium_share)


def test_a_cell_is_the_figure_in_force_with_what_is_printed_behind_it(plan: Plan, changes: Changes) -> None:
    (found,) = row(current(plan, changes, "since", "basis"), "indicators", "name", "原煤")
    (cell,) = found.cells["value"]
    assert (cell.text, cell.value, cell.unit) == ("≤650", "650", "万吨/年")
    assert cell.printed is not None
    assert (cell.printed.text, cell.printed.value, cell.printed.unit) == ("≤700", "700", "万吨/年")
    assert cell.printed.change == PublicChange(SINCE, BASIS, "")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ((), PublicChange(None, "", "")),
        (("since",), PublicChange(SINCE, "", "")),
        (("since", "basis", "title"), PublicChange(SINCE, BASIS, TITLE)),
    ],
)
def test_of_a_change_is_told_what_the_projection_names(
    plan: Plan, changes: Changes, shown: tuple[str, ...], told: PublicChange
) -> None:
    now = current(plan, changes, *shown)
    (goal,) = said(now, "goals", "原煤")
    (found,) = row(now, "indicators", "name", "原煤")
    assert goal.printed[0].change == told
    assert found.cells["value"][0].printed is not None
    assert found.cells["value"][0].printed.change == told


def lines(plan: Plan, changes: Changes, projection: Projection, part: str) -> list[dict[str, str]]:
    table = public_table(CurrentPlan(plan, projection, changes), part)
    assert table is not None
    entry = PublicPlan("p", "示例", None, None, None, None, date(2022, 3, 1), "示政函")
    text = table_csv(table, entry, projection, date(2024, 5, 1)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO("".join(each for each in text.splitlines(True) if each[0] != "#"))))


def test_a_file_has_the_figure_in_force_and_beside_it_the_printed_one_with_the_change(
    plan: Plan, changes: Changes
) -> None:
    found = {each["name"]: each for each in lines(plan, changes, load_projection(), "indicators")}
    coal, iron = found["原煤（万吨/年）"], found["铁矿（矿石，万吨/年）"]
    names = ("value", "value_printed", "value_since", "value_basis")
    assert [coal[name] for name in names] == ["≤650万吨/年", "≤700万吨/年", "2024-04-01", BASIS]
    assert [iron[name] for name in names] == ["≤240万吨/年", "", "", ""]
    assert "value_title" not in coal


def test_a_file_in_which_nothing_was_changed_has_no_more_columns(plan: Plan) -> None:
    assert "value_printed" not in lines(plan, {}, load_projection(), "indicators")[0]
