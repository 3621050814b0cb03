"""A year in the life of a plan, told for any plan: two annual batches, a strategic mineral, an indicator, one adjustment returned."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app

SQUARE = "POLYGON(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))"
ARGUED = {"major_find", "market_change", "special_project"}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a story happens: the beginning of the plan's id, a county in it, a corner of free land, and an output cap.

    `square_km2` is the area of a square of 0.01 degrees there.
    """

    plan: str
    county: str
    west: float
    south: float
    output: str
    square_km2: str

    def square(self, east: float, size: float = 0.01) -> str:
        """A square some degrees east of the corner."""
        w, s = round(self.west + east, 6), self.south
        return SQUARE.format(w=w, s=s, e=round(w + size, 6), n=round(s + size, 6))

    def new_block(self, number: str, east: float, **more: Any) -> dict[str, Any]:
        """A new mining block for coal."""
        base = {"id": number, "kind": "mining_block", "name": f"{number}区块", "minerals": ["coal"]}
        drawn = {"adcodes": [self.county], "wkt": self.square(east), "geometry": "official"}
        return {"add": base | drawn | more}

    def half(self, number: str, east: float) -> dict[str, Any]:
        """Half of a square."""
        w = round(self.west + east, 6)
        e, n = round(w + 0.005, 6), round(self.south + 0.01, 6)
        return {"id": number, "wkt": SQUARE.format(w=w, s=self.south, e=e, n=n)}


EXAMPLE = Ground("9901", "990121", 112.0, 38.0, "indicator/box-5/5", "0.97")
DATONG = Ground("1402", "140221", 113.9, 40.3, "indicator/box-8/12", "0.94")


@dataclass(frozen=True, slots=True)
class Drafts:
    """Writes drafts into a folder, with the documents that article 39 asks for."""

    folder: Path

    def __call__(self, kind: str, *changes: dict[str, Any], **more: Any) -> Path:
        path = self.folder / f"draft-{len(list(self.folder.glob('draft-*')))}.yaml"
        head = {"type": kind, "title": f"{kind} 调整", "reason": "按监测结果", "basis": "示例发〔2023〕1号"}
        if kind in ARGUED:
            head["attachments"] = [self._file("argument"), self._file("scheme")]  # type: ignore[assignment]
        path.write_text(yaml.safe_dump(head | more | {"changes": list(changes)}, allow_unicode=True), encoding="utf-8")
        return path

    def _file(self, role: str) -> dict[str, str]:
        (self.folder / f"{role}.txt").write_text(role, encoding="utf-8")
        return {"file": f"{role}.txt", "role": role}


def kuanggui(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    """Run a command that has to succeed; gives what it said."""
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


def items(day: str, *arguments: object) -> dict[str, dict[str, Any]]:
    """The mining blocks in force on a day."""
    found = json.loads(done("plan", "items", "--as-of", day, "--kind", "mining_block", "--format", "json", *arguments))
    return {item["id"]: item for item in found}


def figure(day: str, item: str, field: str = "value") -> str:
    """A target as of a day, as it is written."""
    found = json.loads(done("plan", "targets", "--as-of", day, "--format", "json"))
    return next(e["value"]["quantity"]["text"] for e in found if (e["item"], e["field"]) == (item, field))


def draft(path: Path) -> str:
    """Draft an adjustment; gives its id."""
    return done("adjust", "new", path).split()[0]


def carry_out(key: str, day: str) -> None:
    """Take an adjustment the whole way, in force from a day on."""
    for step in (("submit",), ("check", "--as-of", day), ("approve",), ("enforce", "--effective", day), ("report",)):
        done("adjust", step[0], key, *step[1:])


@dataclass(frozen=True, slots=True)
class Year:
    """The adjustments of a year."""

    first: str
    strategic: str
    returned: str
    targets: str
    second: str


def live(ground: Ground, write: Drafts) -> Year:
    """Go through the year; what each step says is tested on the way."""
    new = ground.new_block
    first = draft(write("annual_batch", new("CK01", 0.0), new("CK02", 0.1), new("CK03", 0.2)))
    carry_out(first, "2024-04-01")
    strategic = _strategic(ground, write)
    returned = draft(write("market_change", new("CK09", 0.105), attachments=[]))
    done("adjust", "submit", returned)
    result = kuanggui("adjust", "check", returned, "--as-of", "2024-09-01")
    assert result.exit_code == 1
    assert "阻断 ADJ003：“market_change 调整”：缺少调整理由及论证材料。" in result.output
    assert "阻断 ADJ005：CK09区块与CK02区块重叠" in result.output
    targets = draft(write("special_project", {"target": ground.output, "set": {"value": 333}}))
    carry_out(targets, "2024-10-01")
    split = {"split": "CK02", "into": [ground.half("CK02-1", 0.1), ground.half("CK02-2", 0.105)]}
    renamed = {
        "change": "CK03",
        "set": {"name": "丙沟区块", "minerals": ["iron"], "stated_area_km2": ground.square_km2},
    }
    second = draft(write("annual_batch", split, renamed, {"retire": "CK01"}))
    carry_out(second, "2025-04-01")
    return Year(first, strategic, returned, targets, second)


def _strategic(ground: Ground, write: Drafts) -> str:
    moved = {"move": "CK01", "to": {"wkt": ground.square(0.001, 0.0101)}}
    strategic = draft(write("strategic_mineral", moved))
    done("adjust", "submit", strategic)
    said = done("adjust", "check", strategic, "--as-of", "2024-07-15")
    assert "未判断 ADJ002：未能判断" in said  # the list of the day is not public
    done("adjust", "approve", strategic)
    done("adjust", "enforce", strategic, "--effective", "2024-07-15")
    return strategic


def look_back(ground: Ground, year: Year) -> None:
    """Any day gives the plan of that day; diff and history are readable."""
    assert set(items("2024-03-31")) == set()
    assert set(items("2024-04-01")) == {"CK01", "CK02", "CK03"}
    assert items("2024-07-14")["CK01"]["area_m2"] < items("2024-07-15")["CK01"]["area_m2"]
    assert set(items("2025-04-01")) == {"CK02-1", "CK02-2", "CK03"}
    assert items("2025-04-01")["CK03"]["minerals"] == ["iron"]
    assert items("2025-04-01")["CK02-1"]["predecessors"] == ["CK02"]
    assert figure("2024-09-30", ground.output) != figure("2024-10-01", ground.output) == "≤333"

    states = {each["id"]: each["state"] for each in json.loads(done("adjust", "list", "--format", "json"))}
    keys = (year.first, year.strategic, year.returned, year.targets, year.second)
    assert [states[key] for key in keys] == ["reported", "in_force", "returned", "reported", "reported"]
    _differences(ground)
    shown = done("adjust", "show", year.second)
    assert "拆分 CK02 CK02区块 → CK02-1 CK02区块、CK02-2 CK02区块" in shown
    assert "注销 CK01 CK01区块" in shown
    assert shown.count("已批准") == 1
    assert "全部一致" in done("db", "verify")


def _differences(ground: Ground) -> None:
    def compare(one: str, other: str) -> Result:
        return kuanggui("plan", "diff", f"{ground.plan}@{one}", f"{ground.plan}@{other}")

    whole = compare("2024-04-01", "2025-04-01")
    assert whole.exit_code == 1
    assert "减少 CK01 CK01区块" in whole.stdout
    renamed = "变更 CK03 丙沟区块：名称 CK03区块 → 丙沟区块；矿种 煤 → 铁矿；所载面积 无 → "
    assert f"{renamed}{ground.square_km2}" in whole.stdout
    assert "≤333 万吨/年" in whole.stdout
    summer = compare("2024-07-14", "2024-07-15").stdout
    assert "变更 CK01 CK01区块：移动 " in summer
    assert "面积 增加 0.0" in summer
    assert "没有变化" in compare("2024-08-01", "2024-09-30").stdout
