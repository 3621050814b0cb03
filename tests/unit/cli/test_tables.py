"""`kuanggui tables`: JSON for programs, tables for people, one line for unusable files."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kuanggui.cli.main import app, run

PLAN = """第一章 现状
专栏1　　矿山名录（单位：座）
\t类别
\t名　称
\t数量

\t金属
\t铁矿
\t3

\t
\t铜矿
\t2

\t合计
\t
\t5

\t备注：不含停产矿山


正文。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_json_holds_everything_about_a_box(plan):
    result = CliRunner().invoke(app, ["tables", str(plan), "--format", "json"])
    assert result.exit_code == 0
    (box,) = json.loads(result.stdout)
    assert box == {
        "id": "box-1",
        "label": "专栏1",
        "number": "1",
        "title": "矿山名录",
        "columns": ["类别", "名称", "数量"],
        "rows": [["金属", "铁矿", "3"], ["金属", "铜矿", "2"], ["合计", "", "5"]],
        "raw_rows": [["金属", "铁矿", "3"], ["", "铜矿", "2"], ["合计", "", "5"]],
        "roles": ["data", "data", "total"],
        "filled": [[1, 0, "down"]],
        "header": [["类别", "名称", "数量"]],
        "inferred_columns": [],
        "unit": "座",
        "notes": ["备注：不含停产矿山"],
        "items": [],
        "remarks": [],
        "line_start": 2,
        "line_end": 19,
        "section": "1",
    }


def test_json_is_written_in_readable_chinese(plan):
    assert "矿山名录" in CliRunner().invoke(app, ["tables", str(plan), "--format", "json"]).stdout


def test_tables_show_title_lines_fills_and_notes(plan):
    shown = CliRunner().invoke(app, ["tables", str(plan)]).stdout
    assert "专栏1 矿山名录  第 2–19 行" in shown
    assert "↓金属" in shown
    assert "备注：不含停产矿山" in shown
    assert "单位：座" in shown


def test_brackets_in_cells_are_no_markup(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("专栏1 甲\n\t名称\n\t数量\n\n\t[red]矿\n\t1\n\n\n", encoding="utf-8")
    assert "[red]矿" in CliRunner().invoke(app, ["tables", str(path)]).stdout


def test_a_document_without_tables_gives_an_empty_list(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("正文。", encoding="utf-8")
    assert json.loads(CliRunner().invoke(app, ["tables", str(path), "--format", "json"]).stdout) == []


def test_an_unusable_file_is_one_line_on_stderr_and_exit_code_two(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["kuanggui", "tables", str(tmp_path / "none.txt")])
    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("错误：")
    assert shown.err.count("\n") == 1


def test_help_has_examples():
    shown = CliRunner().invoke(app, ["tables", "--help"]).stdout
    assert "kuanggui tables plan.txt --format json" in shown
