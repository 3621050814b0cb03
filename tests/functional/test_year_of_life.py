"""A year in the life of a plan, on either engine: two annual batches, a strategic mineral, one adjustment returned."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.errors import ForbiddenError, InputError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"
SQUARE = "POLYGON(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))"
PASSWORD = "correct horse"


def square(west: float, south: float, size: float = 0.01) -> str:
    return SQUARE.format(w=west, s=south, e=round(west + size, 6), n=round(south + size, 6))


def new_block(number: str, west: float, **more: Any) -> dict[str, Any]:
    base = {"id": number, "kind": "mining_block", "name": f"{number}区块", "minerals": ["coal"], "adcodes": ["990121"]}
    return {"add": base | {"wkt": square(west, 38.0), "geometry": "official"} | more}


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A draft in a file."""

    def make(kind: str, *changes: dict[str, Any], **more: Any) -> Path:
        path = tmp_path / f"draft-{len(list(tmp_path.glob('draft-*')))}.yaml"
        head = {"type": kind, "title": f"{kind} 调整", "reason": "按监测结果", "basis": "示例发〔2023〕1号"}
        path.write_text(yaml.safe_dump(head | more | {"changes": list(changes)}, allow_unicode=True), encoding="utf-8")
        return path

    return make


@pytest.fixture
def plan(database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KUANGGUI_DB", database)
    monkeypatch.setenv("KUANGGUI_PASSWORD", PASSWORD)
    done("import", EXAMPLE)
    return database


def items(day: str, *arguments: object) -> dict[str, dict[str, Any]]:
    found = json.loads(done("plan", "items", "--as-of", day, "--kind", "mining_block", "--format", "json", *arguments))
    return {item["id"]: item for item in found}


def draft(path: Path) -> str:
    return done("adjust", "new", path).split()[0]


def carry_out(key: str, day: str) -> None:
    for step in (("submit",), ("check", "--as-of", day), ("approve",), ("enforce", "--effective", day), ("report",)):
        done("adjust", step[0], key, *step[1:])


def test_a_year_of_adjustments_can_be_read_back_for_any_day(plan: str, write: Write) -> None:
    first = draft(write("annual_batch", new_block("CK01", 112.0), new_block("CK02", 112.1), new_block("CK03", 112.2)))
    carry_out(first, "2024-04-01")

    moved = {"move": "CK01", "to": {"wkt": square(112.001, 38.0, 0.0101)}}
    strategic = draft(write("strategic_mineral", moved))
    done("adjust", "submit", strategic)
    said = done("adjust", "check", strategic, "--as-of", "2024-07-15")
    assert "提示 ADJ002：未能判断" in said  # the list of the day is not public
    done("adjust", "approve", strategic)
    done("adjust", "enforce", strategic, "--effective", "2024-07-15")

    overlapping = write("market_change", new_block("CK09", 112.105))
    returned = draft(overlapping)
    done("adjust", "submit", returned)
    result = kuanggui("adjust", "check", returned, "--as-of", "2024-09-01")
    assert result.exit_code == 1
    assert "阻断 ADJ003：“market_change 调整”：缺少调整理由及论证材料。" in result.output
    assert "阻断 ADJ005：CK09区块与CK02区块重叠" in result.output

    split = {"split": "CK02", "into": [part("CK02-1", 112.1), part("CK02-2", 112.105)]}
    renamed = {"change": "CK03", "set": {"name": "丙沟区块", "minerals": ["iron"], "stated_area_km2": "0.97"}}
    second = draft(write("annual_batch", split, renamed, {"retire": "CK01"}))
    carry_out(second, "2025-04-01")

    assert set(items("2024-03-31")) == set()
    assert set(items("2024-04-01")) == {"CK01", "CK02", "CK03"}
    assert items("2024-07-14")["CK01"]["area_m2"] < items("2024-07-15")["CK01"]["area_m2"]
    assert set(items("2025-04-01")) == {"CK02-1", "CK02-2", "CK03"}
    assert items("2025-04-01")["CK03"]["minerals"] == ["iron"]
    assert items("2025-04-01")["CK02-1"]["predecessors"] == ["CK02"]

    states = {each["id"]: each["state"] for each in json.loads(done("adjust", "list", "--format", "json"))}
    assert [states[key] for key in (first, strategic, returned, second)] == [
        "reported",
        "in_force",
        "returned",
        "reported",
    ]

    year = kuanggui("plan", "diff", "9901@2024-04-01", "9901@2025-04-01")
    assert year.exit_code == 1
    assert "减少 CK01 CK01区块" in year.stdout
    assert "变更 CK03 丙沟区块：名称 CK03区块 → 丙沟区块；矿种 煤 → 铁矿；所载面积 无 → 0.97" in year.stdout
    summer = kuanggui("plan", "diff", "9901@2024-07-14", "9901@2024-07-15").stdout
    assert "变更 CK01 CK01区块：移动 92 米；面积 增加 0.0196 平方公里" in summer
    assert "没有变化" in done("plan", "diff", "9901@2024-08-01", "9901@2024-12-31")
    shown = done("adjust", "show", second)
    assert "拆分 CK02 CK02区块 → CK02-1 CK02区块、CK02-2 CK02区块" in shown
    assert "注销 CK01 CK01区块" in shown
    assert shown.count("已批准") == 1
    assert "全部一致" in done("db", "verify")


def part(number: str, west: float) -> dict[str, Any]:
    return {
        "id": number,
        "wkt": f"POLYGON(({west} 38, {west + 0.005} 38, {west + 0.005} 38.01, {west} 38.01, {west} 38))",
    }


def test_an_undone_adjustment_is_an_adjustment_of_its_own(plan: str, write: Write) -> None:
    first = draft(write("annual_batch", new_block("CK01", 112.0), new_block("CK02", 112.1)))
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


def test_two_people_on_one_block_never_lose_a_change(plan: str, write: Write) -> None:
    carry_out(draft(write("annual_batch", new_block("CK01", 112.0))), "2023-04-01")
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
    granite = new_block("CK01", 112.0, minerals=["sandstone_brick"])
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
        ("入库", "operator", "990100"),
    ):
        monkeypatch.setenv("KUANGGUI_TOKEN", tokens.get("管理", ""))
        if name == "管理":
            monkeypatch.delenv("KUANGGUI_TOKEN")
        done("user", "add", name, "--role", role, "--adcode", adcode)
        tokens[name] = done("user", "token", name).strip()
    monkeypatch.delenv("KUANGGUI_TOKEN")
    path = write("annual_batch", new_block("CK01", 112.0))

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
    steps = (("拟定", "submit"), ("审核", "check"), ("批准", "approve"), ("入库", "enforce"))
    for who, step in steps:
        done("adjust", step, key, "--token", tokens[who])
    wrong = tokens["拟定"][:-1] + ("a" if tokens["拟定"][-1] != "a" else "b")
    result = kuanggui("adjust", "new", path, "--token", wrong)
    assert "令牌无效" in str(result.exception)
    done("user", "revoke", tokens["拟定"].split("_")[1], "--token", tokens["管理"])
    assert "令牌无效" in refused("拟定", "adjust", "new", path)
    signed = [step["by"] for step in json.loads(done("adjust", "show", key, "--format", "json"))]
    assert signed == ["拟定", "拟定", "审核", "批准", "入库"]
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
