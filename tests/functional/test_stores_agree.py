"""The same document gives the same plan on either engine, through the command line."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.app.import_ import read_whole
from kuanggui.cli.main import app
from kuanggui.model.plain import to_plain

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"


def kuanggui(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output + str(result.exception)
    return result


def test_the_example_plan_is_on_either_engine_what_was_read(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUANGGUI_DB", location)
    kuanggui("import", str(EXAMPLE))
    _, plan = read_whole(EXAMPLE, None, lambda phase: None)
    assert json.loads(kuanggui("plan", "show", "--format", "json").stdout) == to_plain(plan)
    assert "未重复入库" in kuanggui("import", str(EXAMPLE)).stdout
    assert "完好，共 1 份规划" in kuanggui("db", "check").stdout
