"""`kuanggui import`, `plan` and `db` from end to end on the example plan."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.errors import InputError, StoreError, UnreadableFileError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TEXT = EXAMPLES / "示例市矿产资源总体规划.txt"


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


def shown(database: Path, *more: object) -> Any:
    return json.loads(done("plan", "show", "--db", database, "--format", "json", *more))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example plan."""
    path = tmp_path_factory.mktemp("plans") / "plans.db"
    done("import", TEXT, "--db", path)
    return path


def test_importing_says_what_was_found(tmp_path: Path) -> None:
    result = kuanggui("import", TEXT, "--db", tmp_path / "new.db")
    said = result.stdout
    assert (result.exit_code, result.stderr) == (0, "")
    assert said.startswith("已入库：990100-2021-2025-")
    assert "规划指标 14" in said
    assert "规划分区 22" in said
    assert "其中未能识别" not in said


def test_a_second_import_of_the_same_file_names_the_plan_and_writes_nothing(database: Path) -> None:
    before = database.read_bytes()
    said = done("import", TEXT, "--db", database)
    assert f"规划 {shown(database)['id']}，未重复入库" in said
    assert database.read_bytes() == before
    assert len(json.loads(done("plan", "list", "--db", database, "--format", "json"))) == 1


def test_a_text_that_is_no_plan_is_kept_with_a_warning(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("各有关单位：\n请于周五前报送材料。\n", encoding="utf-8")
    assert "注意：没有读出指标" in done("import", letter, "--db", tmp_path / "new.db")
    assert "注意" not in done("import", TEXT, "--db", tmp_path / "new.db")


def test_a_copy_under_another_name_is_the_same_file(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.txt"
    copy.write_bytes(TEXT.read_bytes())
    assert "未重复入库" in done("import", copy, "--db", database)


def test_every_value_of_the_shown_plan_has_a_place(database: Path) -> None:
    plan = shown(database)
    assert plan["region"]["place"]["line"] == 1
    assert {zone["kind"] for zone in plan["zones"]} >= {
        "key_exploration_area",
        "strategic_reserve_area",
        "restoration_zone",
    }
    values = [value for zone in plan["zones"] for value in zone.values() if isinstance(value, dict)]
    places = [value.get("place", value) for value in values]
    assert len(places) > 100
    assert all(place["line"] > 0 and len(place["sha256"]) == 64 and place["quote"] for place in places)


def test_the_same_file_gives_the_same_plan_in_another_database(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    done("import", TEXT, "--db", other)
    assert shown(other) == shown(database)


@pytest.mark.parametrize("part", ["indicators", "zones", "mine_counts", "past_results", "gaps"])
def test_a_part_is_shown_alone(part: str, database: Path) -> None:
    whole, alone = shown(database), shown(database, "--part", part)
    assert alone == {"id": whole["id"], part: whole[part]}
    assert len(whole[part]) > 0


def test_the_summary_names_plan_parts_and_tables_for_people(database: Path) -> None:
    said = done("plan", "show", "--db", database)
    for words in (
        "题名：示例市矿产资源总体规划（2021-2025年）（第1行）",
        "发布机关：文中没有",
        "规划分区（22）",
        "专栏7 第1行",
    ):
        assert words in said


def test_a_part_of_a_plan_is_a_table_for_people(database: Path) -> None:
    said = done("plan", "show", "--db", database, "--part", "caps")
    assert "总量控制（13）" in said
    assert "≤700 万吨/年" in said


def test_plans_are_listed_latest_first_and_chosen_by_the_beginning_of_their_id(database: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.db"
    other = tmp_path / "改.txt"
    other.write_text(TEXT.read_text(encoding="utf-8") + "补充。\n", encoding="utf-8")
    done("import", TEXT, "--db", both)
    done("import", other, "--db", both)
    later, earlier = json.loads(done("plan", "list", "--db", both, "--format", "json"))
    assert (later["document"], earlier["document"]) == ("改.txt", TEXT.name)
    assert shown(both)["id"] == later["id"]
    assert shown(both, earlier["id"][:-2])["id"] == earlier["id"]
    assert shown(both, earlier["sha256"][:10])["id"] == earlier["id"]
    ambiguous = kuanggui("plan", "show", "9901", "--db", both)
    assert isinstance(ambiguous.exception, StoreError)
    assert earlier["id"] in str(ambiguous.exception)


def test_the_database_may_be_named_by_the_environment(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUANGGUI_DB", str(database))
    assert "示例市" in done("plan", "list")


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("plan", "show", "7", "--db", "{db}"), StoreError, "没有规划 7；库中有：990100"),
        (("plan", "list", "--db", "{missing}"), StoreError, "没有这个数据库"),
        (("plan", "show", "--db", "{db}", "--part", "forests"), InputError, "没有这一部分"),
        (("import", "{missing}", "--db", "{db}"), UnreadableFileError, "missing"),
        (("import", "{text}", "--db", "{text}"), StoreError, "不是 SQLite 数据库"),
        (("import", "{text}", "--db", "{new}", "--words", "{text}"), InputError, "示例市"),
        (("db", "check", "--db", "{missing}"), StoreError, "没有这个数据库"),
        (("db", "upgrade", "--db", "{missing}"), StoreError, "没有这个数据库"),
    ],
)
def test_wrong_use_is_one_line_with_the_mend(
    arguments: tuple[str, ...], error: type[Exception], words: str, database: Path, tmp_path: Path
) -> None:
    names = {"db": database, "missing": tmp_path / "missing", "text": TEXT, "new": tmp_path / "new.db"}
    result = kuanggui(*(argument.format(**names) for argument in arguments))
    assert isinstance(result.exception, error)
    assert result.exception.exit_code == 2
    assert words in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not (tmp_path / "new.db").exists()


def test_own_header_words_bring_in_a_box_that_was_left_out(tmp_path: Path) -> None:
    plan, words = tmp_path / "plan.txt", tmp_path / "words.yaml"
    box = "\t专栏1　找矿片区\n\n\t片区\n\t面积（平方公里）\n\n\t甲山片区\n\t12.5\n\n\t乙水片区\n\t8.25\n\n\n"
    plan.write_text(f"第一章　布局\n布局如下。\n{box}", encoding="utf-8")
    words.write_text(
        "boxes: [{record: zone, captions: ['*找矿片区*'], needs: [name], set: {kind: key_exploration_area},"
        " fields: {name: [片区], area: ['@area']}}]",
        encoding="utf-8",
    )
    assert "未入库：找矿片区" in done("import", plan, "--db", tmp_path / "without.db")
    done("import", plan, "--db", tmp_path / "with.db", "--words", words)
    zones = shown(tmp_path / "with.db", "--part", "zones")["zones"]
    assert [(zone["name"]["text"], zone["area"]["quantity"]["low"]) for zone in zones] == [
        ("甲山片区", "12.5"),
        ("乙水片区", "8.25"),
    ]


def test_a_database_is_created_checked_and_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    assert "已建立" in done("db", "init", "--db", path)
    assert "已存在，未改动" in done("db", "init", "--db", path)
    assert "已是当前结构" in done("db", "upgrade", "--db", path)
    assert "完好，共 0 份规划" in done("db", "check", "--db", path)


def test_a_row_without_its_owner_is_found_by_the_check(database: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    with sqlite3.connect(database) as source, sqlite3.connect(broken) as target:
        source.backup(target)
        target.execute("UPDATE sections SET document_id = 99 WHERE seq = 0")
    source.close()
    target.close()
    result = kuanggui("db", "check", "--db", broken)
    assert result.exit_code == 1
    assert "sections 表第 1 行缺少所属的 documents 记录" in result.output
