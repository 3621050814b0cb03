"""`kuanggui audit` and `kuanggui rules` from end to end on small plans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app

TWICE = """第一章 现状
资源量见专栏{n}。
\t专栏1 铁矿资源量

\t矿山
\t资源量

\t东坡铁矿
\t12万吨


铜矿如下。
\t专栏1 铜矿资源量

\t矿山
\t资源量

\t西坡铜矿
\t8万吨


"""
CLEAN = "第一章 现状\n全市有铁矿3处。\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a warning (专栏1 twice)."""
    path = tmp_path / "规划.txt"
    path.write_text(TWICE.format(n=1), encoding="utf-8")
    return path


@pytest.fixture
def worse(tmp_path: Path) -> Path:
    """The same with an error besides (专栏9 is not there)."""
    path = tmp_path / "规划二.txt"
    path.write_text(TWICE.format(n=9), encoding="utf-8")
    return path


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def as_json(*arguments: object) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(kuanggui("audit", *arguments, "--format", "json").stdout)
    return loaded


def test_table_is_the_default_and_findings_alone_do_not_fail(plan: Path) -> None:
    got = kuanggui("audit", plan)
    assert got.exit_code == 0
    assert "专栏编号重复" in got.stdout


def test_fail_on_sets_the_exit_code(plan: Path, worse: Path) -> None:
    assert kuanggui("audit", plan, "--fail-on", "error").exit_code == 0
    assert kuanggui("audit", plan, "--fail-on", "warning").exit_code == 1
    assert kuanggui("audit", worse, "--fail-on", "error").exit_code == 1


def test_json_has_findings_coverage_and_rules(plan: Path) -> None:
    got = as_json(plan)
    assert {"document", "sha256", "findings", "coverage", "rules", "groups", "waived"} <= set(got)
    assert [finding["rule"] for finding in got["findings"]] == ["AUD801"]
    assert got["coverage"]["numbers"] == got["coverage"]["checked"] + len(got["coverage"]["unchecked"])
    assert {rule["code"] for rule in got["rules"]} >= {"AUD801", "AUD802", "AUD803"}


def test_jsonl_is_a_finding_a_line(worse: Path) -> None:
    lines = kuanggui("audit", worse, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["rule"] for line in lines] == ["AUD803", "AUD801"]


def test_min_severity_hides_and_says_how_many(worse: Path) -> None:
    got = as_json(worse, "--min-severity", "error")
    assert ([finding["severity"] for finding in got["findings"]], got["hidden"]) == (["error"], 1)


def test_unreadable_file_is_one_line_and_code_2_and_the_others_are_done(plan: Path, tmp_path: Path) -> None:
    got = kuanggui("audit", tmp_path / "absent.txt", plan, "--format", "json")
    assert got.exit_code == 2
    assert len(got.stderr.strip().splitlines()) == 1
    assert "absent.txt" in got.stderr
    assert [report["document"] for report in json.loads(got.stdout)] == [plan.name]


def test_several_files_give_a_report_each(plan: Path, worse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    assert kuanggui("audit", plan, worse, "--format", "html", "--out", folder).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["规划.audit.html", "规划二.audit.html"]


@pytest.mark.parametrize(
    ("form", "start"),
    [("html", b"<!doctype html>"), ("xlsx", b"PK"), ("docx", b"PK"), ("json", b"{"), ("table", "规划".encode())],
)
def test_report_is_written_to_the_file_named(plan: Path, tmp_path: Path, form: str, start: bytes) -> None:
    path = tmp_path / "out" / "report"
    assert kuanggui("audit", plan, "--format", form, "--out", path).exit_code == 0
    assert path.read_bytes().startswith(start)


def test_file_without_a_name_goes_into_the_current_folder(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "规划.audit.xlsx" in kuanggui("audit", plan, "--format", "xlsx").stderr
    assert (tmp_path / "规划.audit.xlsx").is_file()


def test_older_draft_tells_solved_remaining_and_new(plan: Path, worse: Path, tmp_path: Path) -> None:
    got = as_json(plan, "--against", worse)["comparison"]
    assert ([finding["rule"] for finding in got["solved"]], len(got["remaining"]), got["new"]) == (["AUD803"], 1, [])
    saved = tmp_path / "old.json"
    kuanggui("audit", worse, "--format", "json", "--out", saved)
    assert as_json(plan, "--against", saved)["comparison"]["solved"] == got["solved"]


def test_older_draft_that_is_no_audit_is_refused(plan: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "old.json"
    wrong.write_text("[1]", encoding="utf-8")
    got = kuanggui("audit", plan, "--against", wrong)
    assert (got.exit_code, "不是 kuanggui audit 的 JSON" in got.stderr) == (2, True)


def test_waiver_beside_the_document_takes_the_finding_out(plan: Path) -> None:
    (finding,) = as_json(plan)["findings"]
    entry = f"waivers:\n  - {{id: {finding['id']}, reason: 保留, name: 王某, date: 2026-01-05}}\n"
    (plan.parent / ".kuanggui-waivers.yaml").write_text(entry, encoding="utf-8")
    got = as_json(plan)
    assert (got["findings"], got["waived"][0]["finding"]["id"]) == ([], finding["id"])
    assert kuanggui("audit", plan, "--fail-on", "info").exit_code == 0


def test_waiver_that_matches_nothing_is_reported(plan: Path, tmp_path: Path) -> None:
    given = tmp_path / "w.yaml"
    given.write_text("waivers:\n  - {id: AUD999-0, reason: 旧, name: 王某, date: 2026-01-05}\n", encoding="utf-8")
    assert "说明没有对应的问题：AUD999-0" in kuanggui("audit", plan, "--waivers", given).stdout


def test_english_report_speaks_english(plan: Path) -> None:
    got = kuanggui("audit", plan, "--lang", "en").stdout
    assert "One number for two boxes" in got
    assert "专栏编号重复" not in got


def test_plan_without_findings_says_so(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    assert "没有发现问题" in kuanggui("audit", path, "--fail-on", "info").stdout


@pytest.mark.parametrize("arguments", [["--as-of", "昨天"], ["--against", "x.txt", "y.txt"]])
def test_wrong_use_is_refused(plan: Path, arguments: list[str]) -> None:
    got = CliRunner().invoke(app, ["audit", str(plan), *arguments])
    assert got.exception is not None
    assert getattr(got.exception, "exit_code", 0) == 2


def test_rules_are_listed_and_shown() -> None:
    listed = json.loads(kuanggui("rules", "list", "--format", "json").stdout)
    assert {"code", "title", "title_en", "severity", "family", "message", "needs"} <= set(listed[0])
    assert "AUD801" in kuanggui("rules", "list").stdout
    shown = kuanggui("rules", "show", "aud801").stdout
    assert "专栏编号重复" in shown
    assert "One number for two boxes" in shown


def test_unknown_rule_is_refused() -> None:
    assert "没有规则" in str(kuanggui("rules", "show", "AUD000").exception)
