"""A year in the life of a plan, on either engine: of the example, and of a real one where it is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from kuanggui.app.exits.folder import export_folder, import_folder
from kuanggui.errors import ForbiddenError, InputError
from servers.postgres import Cluster
from year_of_life import DATONG, EXAMPLE, Drafts, carry_out, done, draft, items, kuanggui, live, look_back

Write = Drafts
new_block = EXAMPLE.new_block


def test_a_year_of_adjustments_can_be_read_back_for_any_day(plan: str, write: Write) -> None:
    look_back(EXAMPLE, live(EXAMPLE, write))


@pytest.mark.parametrize("database", ["sqlite", "postgis"], indirect=True)
def test_a_year_of_a_real_plan_can_be_read_back_and_restored_on_the_other_store(
    datong: Path,
    chosen: str,
    write: Write,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done("import", datong)
    year = live(DATONG, write)
    look_back(DATONG, year)
    export_folder(chosen, tmp_path / "out")
    server: Cluster = request.getfixturevalue("postgres")
    other = str(tmp_path / "other.db") if "://" in chosen else server.new_database()
    import_folder(tmp_path / "out", other)
    assert "没有变化" in done("plan", "diff", "1402", "1402", "--other-db", other)
    monkeypatch.setenv("KUANGGUI_DB", other)
    look_back(DATONG, year)
    if "://" in other:
        server.drop(other)


def test_an_undone_adjustment_is_an_adjustment_of_its_own(plan: str, write: Write) -> None:
    first = draft(write("annual_batch", new_block("CK01", 0.0), new_block("CK02", 0.1)))
    carry_out(first, "2023-04-01")
    second = draft(write("annual_batch", {"merge": ["CK01", "CK02"], "into": {"id": "CK05", "name": "合并"}}))
    carry_out(second, "2023-08-01")
    undoing = done("adjust", "undo", second, "--reason", "依据已废止").split()[0]
    carry_out(undoing, "2023-10-01")
    assert set(items("2023-09-30")) == {"CK05"}
    after = items("2023-10-01")
    assert {key: (item["version"], item["name"]) for key, item in after.items()} == {
        "CK01": (2, "CK01区块"),
        "CK02": (2, "CK02区块"),
    }
    assert json.loads(done("adjust", "show", undoing, "--format", "json"))[-1]["undoes"] == second
    past = json.loads(done("plan", "history", "CK01", "--format", "json"))
    assert [(each["version"], each["valid_from"], each["valid_to"]) for each in past] == [
        (1, "2023-04-01", None),
        (1, "2023-04-01", "2023-08-01"),
        (2, "2023-10-01", None),
    ]
    assert json.loads(done("db", "verify", "--format", "json"))["breaks"] == []


def test_two_people_on_one_block_never_lose_a_change(plan: str, write: Write) -> None:
    carry_out(draft(write("annual_batch", new_block("CK01", 0.0))), "2023-04-01")
    mine = draft(write("annual_batch", {"change": "CK01", "set": {"name": "甲"}}))
    yours = draft(write("annual_batch", {"change": "CK01", "set": {"minerals": ["iron"]}}))
    carry_out(mine, "2023-05-01")
    done("adjust", "submit", yours)
    result = kuanggui("adjust", "check", yours)
    assert result.exit_code == 1
    assert "CK01 拟定后又有变更（现为第 2 版）；请重新拟定" in result.output
    done("adjust", "change", yours, write("annual_batch", {"change": "CK01", "set": {"minerals": ["iron"]}}))
    carry_out(yours, "2023-06-01")
    assert [items("2023-06-01")["CK01"][name] for name in ("name", "minerals")] == ["甲", ["iron"]]


def test_a_sub_mineral_goes_without_approval_and_nothing_else_does(plan: str, write: Write) -> None:
    granite = new_block("CK01", 0.0, minerals=["sandstone_brick"])
    carry_out(draft(write("annual_batch", granite)), "2024-04-01")
    key = draft(write("sub_mineral", {"change": "CK01", "set": {"minerals": ["sandstone_ceramic"]}}))
    done("adjust", "submit", key)
    done("adjust", "check", key, "--as-of", "2024-05-01")
    done("adjust", "enforce", key, "--effective", "2024-05-01")
    assert items("2024-05-01")["CK01"]["minerals"] == ["sandstone_ceramic"]
    other = draft(write("sub_mineral", {"change": "CK01", "set": {"minerals": ["coal"]}}))
    done("adjust", "submit", other)
    result = kuanggui("adjust", "check", other, "--as-of", "2024-06-01")
    assert (result.exit_code, "阻断 ADJ004" in result.output) == (1, True)
    batch = draft(write("annual_batch", {"retire": "CK01"}))
    done("adjust", "submit", batch)
    done("adjust", "check", batch, "--as-of", "2025-06-01")
    assert "尚未批准" in str(kuanggui("adjust", "enforce", batch).exception)


def test_everybody_does_his_own_part_in_his_own_region(
    plan: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = {}
    for name, role, adcode in (
        ("管理", "admin", "000000"),
        ("拟定", "drafter", "990100"),
        ("外地", "drafter", "980000"),
        ("审核", "reviewer", "990000"),
        ("批准", "approver", "990000"),
        ("市里", "approver", "990100"),
        ("入库", "operator", "990100"),
    ):
        monkeypatch.setenv("KUANGGUI_TOKEN", tokens.get("管理", ""))
        if name == "管理":
            monkeypatch.delenv("KUANGGUI_TOKEN")
        done("user", "add", name, "--role", role, "--adcode", adcode)
        tokens[name] = done("user", "token", name).strip()
    monkeypatch.delenv("KUANGGUI_TOKEN")
    path = write("annual_batch", new_block("CK01", 0.0))

    def refused(who: str | None, *arguments: object) -> str:
        token = ("--token", tokens[who]) if who else ()
        result = kuanggui(*arguments, *token)
        assert isinstance(result.exception, ForbiddenError), result.output
        return str(result.exception)

    assert "请设 KUANGGUI_TOKEN" in refused(None, "adjust", "new", path)
    assert "辖区 980000 不含 990100" in refused("外地", "adjust", "new", path)
    assert "无权拟定" in refused("批准", "adjust", "new", path)
    key = done("adjust", "new", path, "--token", tokens["拟定"]).split()[0]
    assert "无权审核" in refused("拟定", "adjust", "check", key)
    steps = (("拟定", "submit"), ("审核", "check"), ("市里", "approve"), ("入库", "enforce"))
    for who, step in steps:
        done("adjust", step, key, "--token", tokens[who])
    wrong = tokens["拟定"][:-1] + ("a" if tokens["拟定"][-1] != "a" else "b")
    result = kuanggui("adjust", "new", path, "--token", wrong)
    assert "令牌无效" in str(result.exception)
    done("user", "revoke", tokens["拟定"].split("_")[1], "--token", tokens["管理"])
    assert "令牌无效" in refused("拟定", "adjust", "new", path)
    signed = [step["by"] for step in json.loads(done("adjust", "show", key, "--format", "json"))]
    assert signed == ["拟定", "拟定", "审核", "市里", "入库"]
    # Known from memory, so it is told and keeps nobody back.
    assert "ADJ012：“annual_batch 调整”：规划调整由原批准机关批准（省级），批准人的辖区为 990100" in done(
        "adjust", "history", key
    )
    listed = json.loads(done("user", "list", "--format", "json"))
    assert {each["name"]: each["role"] for each in listed}["市里"] == "approver"
    assert "password" not in str(listed)
    assert "secret" not in str(listed)
    assert "最后一个管理员" in str(
        kuanggui("user", "change", "管理", "--inactive", "--token", tokens["管理"]).exception
    )
    assert "全部一致" in done("db", "verify")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"retire": "CK77"}, "changes 第 1 项：CK77 不在现行规划中"),
        ({"add": {"id": "X"}}, "新增要素要有 kind 和 name"),
        ({"add": {"id": "X", "kind": "castle", "name": "x"}}, "changes 第 1 项：add/kind"),
        ({"add": {"id": "X", "kind": "mine", "name": "x", "wkt": "POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))"}}, "几何无效"),
        ({"wish": "X"}, "应有 add、move"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_with_its_place(
    plan: str, write: Write, change: dict[str, Any], words: str
) -> None:
    result = kuanggui("adjust", "new", write("annual_batch", change))
    assert isinstance(result.exception, InputError)
    assert words in str(result.exception)
