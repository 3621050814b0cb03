"""Indicators, caps and mine limits change by adjustments only, in two times, and keep where every value comes from."""

import json
from typing import Any

import pytest

from kuanggui.errors import InputError
from year_of_life import Drafts, carry_out, done, draft, kuanggui

OUTPUT = "indicator/box-5/5"
MINES = "mine_limit/box-5/12"


def figures(day: str, *arguments: object) -> dict[tuple[str, str], dict[str, Any]]:
    found = json.loads(done("plan", "targets", "--as-of", day, "--format", "json", *arguments))
    return {(each["item"], each["field"]): each for each in found}


def text_of(day: str, item: str, field: str = "value") -> str:
    return str(figures(day)[item, field]["value"]["quantity"]["text"])


Write = Drafts


def change(item: str, **values: object) -> dict[str, Any]:
    return {"target": item, "set": values}


def test_an_indicator_changes_with_its_cap_and_comes_back_when_undone(plan: str, write: Write) -> None:
    before = figures("2024-03-31")[OUTPUT, "value"]
    key = draft(write("major_find", change(OUTPUT, value=650)))
    carry_out(key, "2024-04-01")
    after = figures("2024-04-01")
    for item in (OUTPUT, f"cap/{OUTPUT}"):
        new = after[item, "value"]
        assert (new["value"]["quantity"]["text"], new["value"]["quantity"]["relation"]) == ("≤650", "≤")
        assert (new["value"]["place"]["document"], new["adjustment"], new["basis"]) == (key, key, "示例发〔2023〕1号")
        assert new["printed"] == before["printed"] == before["value"]
    assert text_of("2024-03-31", OUTPUT) == "≤700"
    assert (
        json.loads(done("plan", "show", "--as-of", "2024-04-01", "--part", "caps", "--format", "json"))["caps"][0][
            "value"
        ]["quantity"]["low"]
        == "650"
    )
    assert f"变更 {OUTPUT} 原煤（万吨/年）：数值 ≤700 万吨/年" in done("adjust", "show", key)
    changed = kuanggui("plan", "diff", "9901@2024-03-31", "9901@2024-04-01").stdout
    assert "规划指标（1 处）\n  变更 原煤（万吨/年）：数值：≤700 万吨/年 → ≤650 万吨/年" in changed

    undoing = done("adjust", "undo", key, "--reason", "依据已废止").split()[0]
    carry_out(undoing, "2024-10-01")
    assert [text_of(day, OUTPUT) for day in ("2024-09-30", "2024-10-01")] == ["≤650", "≤700"]
    assert "没有变化" in done("plan", "diff", "9901@2024-03-31", "9901@2024-10-01")
    past = json.loads(done("plan", "targets", "--item", OUTPUT, "--format", "json"))[0]["versions"]
    assert [(each["version"], each["valid_from"], each["valid_to"]) for each in past] == [
        (1, "2024-04-01", None),
        (1, "2024-04-01", "2024-10-01"),
        (2, "2024-10-01", None),
    ]
    assert "全部一致" in done("db", "verify")


def test_a_sum_in_one_cell_changes_with_its_parts(plan: str, write: Write) -> None:
    carry_out(draft(write("special_project", change(MINES, mines="9+2", large_medium_share="45%"))), "2024-04-01")
    now = figures("2024-04-01")
    values = {field: now[MINES, field]["value"]["quantity"]["low"] for field in ("mines", "existing", "new")}
    assert values == {"mines": "11", "existing": "9", "new": "2"}
    assert now[MINES, "large_medium_share"]["value"]["quantity"]["low"] == "45"


def test_two_people_on_one_indicator_never_lose_a_change(plan: str, write: Write) -> None:
    mine, yours = (draft(write("market_change", change(OUTPUT, value=value))) for value in (650, 680))
    carry_out(mine, "2024-04-01")
    done("adjust", "submit", yours)
    result = kuanggui("adjust", "check", yours)
    assert result.exit_code == 1
    assert f"{OUTPUT} 拟定后又有变更（现为第 1 版）；请重新拟定" in result.output
    assert text_of("2024-05-01", OUTPUT) == "≤650"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (change("indicator/box-9/1", value=1), "不是本规划中有数值的指标"),
        (change(OUTPUT, mines=1), "没有 mines；可改：value"),
        (change(OUTPUT, value="适量"), "“适量”不是一个数值"),
        (change(OUTPUT, value="30座"), "不可比"),
        (change(MINES, new=2), "原文为“9+1”一格；请改 mines"),
        (change(OUTPUT), "changes 第 1 项"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_place(
    plan: str, write: Write, written: dict[str, Any], words: str
) -> None:
    result = kuanggui("adjust", "new", write("major_find", written))
    assert isinstance(result.exception, InputError)
    assert words in str(result.exception)
