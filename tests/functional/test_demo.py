"""The demo reads, audits and reports the example plan."""

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.web import site
from servers.web import running


def test_the_demo_writes_the_reports_and_lists_the_planted_errors(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    command = ["demo", "--no-serve", "--dir", str(tmp_path), "--plans", str(tmp_path / "empty")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "停产15座" in result.output
    assert "规划指标" in result.output
    again = CliRunner().invoke(app, command)
    assert "未重复入库" in again.output
    assert "石门东水泥用灰岩矿：符合" in result.output
    for name in ("index.html", "修改清单.xlsx", "审查意见.docx", "规划符合性审查意见.docx", "规划符合性审查结果.json"):
        assert (tmp_path / name).stat().st_size > 5000
        assert name in result.output
    facts = docx.Document(str(tmp_path / "规划符合性审查意见.docx")).tables[0]
    given = {row.cells[0].text: row.cells[1].text for row in facts.rows}
    assert given["对照规划"].startswith("《示例市矿产资源总体规划（2021-2025年）》（库内编号 ")


def test_more_plans_are_imported_and_a_bad_one_is_named(tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "坏.docx").write_bytes(b"PK broken")
    (more / "另一.txt").write_text("# 第一章 总则\n\n规划期末，采矿权数控制在12个以内。\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["demo", "--no-serve", "--dir", str(tmp_path / "demo"), "--plans", str(more)])
    assert result.exit_code == 0, result.output
    assert "另一规划 Another plan: 另一.txt\n" in result.output
    assert "另一规划 Another plan: 坏.docx：" in result.output
    assert CliRunner().invoke(app, ["demo", "--no-serve", "--plans", str(tmp_path / "none")]).exit_code != 0


@pytest.mark.enable_socket
def test_the_demo_ends_with_the_address_of_a_site_that_has_the_example(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    command = ["demo", "--serve", "--port", "0", "--dir", str(tmp_path), "--plans", str(tmp_path / "empty")]
    with running(command, tmp_path / "log") as client:
        (plan,) = client.get("/api/plans").json()
        assert plan["region"] == "示例市"
        (audit,) = client.get("/api/audits").json()
        assert audit["document"] == "示例市矿产资源总体规划.docx"
        page = client.get("/")
    assert page.status_code == (200 if (Path(site.__file__).with_name("site") / "index.html").is_file() else 404)
