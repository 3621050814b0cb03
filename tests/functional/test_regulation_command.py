"""The regulation command on the shipped parameters."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from kuanggui.cli.main import app

RUN = CliRunner()


def said(*arguments: str) -> str:
    result = RUN.invoke(app, ["regulation", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_list_gives_the_value_of_the_day() -> None:
    before = {row["code"]: row for row in json.loads(said("list", "--as-of", "2026-06-14", "--format", "json"))}
    after = {row["code"]: row for row in json.loads(said("list", "--as-of", "2026-06-15", "--format", "json"))}
    assert before["cn.rights.notice"]["value"] == 20
    assert after["cn.rights.notice"]["value"] == 30
    assert after["cn.exploration.block_cap"]["value"] == {"repealed": True}


def test_show_lists_every_edition_with_its_source() -> None:
    record = json.loads(said("show", "control_lines.farmland", "--format", "json"))
    assert [value["confidence"] for value in record["values"]] == ["memory", "official"]
    assert "永久基本农田保护红线管理办法" in said("show", "cn.control_lines.farmland")


def test_check_puts_what_rests_on_memory_first_and_leaves_out_official_values() -> None:
    rows = json.loads(said("check", "--as-of", "2026-07-01", "--format", "json"))
    levels = [row.get("confidence", "none") for row in rows]
    assert levels[0] == "memory"
    assert levels == sorted(levels, key=["memory", "none", "secondary"].index)
    assert "需要核对的参数共" in said("check")


def test_unknown_code_names_similar_ones() -> None:
    result = RUN.invoke(app, ["regulation", "show", "rights.nothing"])
    assert result.exit_code != 0
    assert "没有参数 rights.nothing" in str(result.exception)


def test_a_day_that_is_none_is_refused() -> None:
    result = RUN.invoke(app, ["regulation", "list", "--as-of", "gestern"])
    assert "不是日期" in str(result.exception)
