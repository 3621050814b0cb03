"""Plans of province, city and counties come into one database; targets go down, and what is wrong is in one report."""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from openpyxl import load_workbook
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.errors import InputError
from kuanggui.model.feature import Feature
from kuanggui.storage.open import Purpose, open_store
from plan_data import block, signed
from plan_data.texts import plan_text

DAY = date(2021, 1, 1)
IRON = ["铁矿", "万吨/年", "100", "30", "10"]
PLANS = {
    "990000": plan_text("990000", {"原煤（万吨/年）": "≤5000"}, {"矿山“三率”达标率（%）": "≥90"}, [IRON]),
    "990100": plan_text(
        "990100", {"原煤（万吨/年）": "≤700", "铁矿（矿石，万吨/年）": "≤240"}, {"绿色矿山数量（座）": "14"}, [IRON]
    ),
    "990102": plan_text("990102", {"原煤（万吨/年）": "≤100"}, resources={"煤": "1000.5"}, outputs={"煤": "50.0"}),
    "990121": plan_text(
        "990121",
        {"原煤（万吨/年）": "≤420"},
        {"矿山“三率”达标率（%）": "≥85"},
        [["铁矿", "万吨/年", "60", "30", "10"]],
        {"煤": "80000.5", "铁矿": "900.0"},
        {"煤": "400.2", "铁矿": "12.0"},
    ),
    "990122": plan_text("990122", {"原煤（万吨/年）": "≤300"}, resources={"煤": "5420.5"}, outputs={"煤": "180.0"}),
}
FEATURES = {
    "990000": (block("S1", 112.0), block("S2", 112.2), block("S3", 112.4)),
    "990100": (
        replace(block("C1", 112.0), implements="S1"),
        replace(block("C2", 112.2005), implements="S2"),
        block("C4", 112.6),
    ),
    "990121": (
        replace(block("X1", 112.0), implements="C1"),
        replace(block("C4", 112.9), name="另一个"),
        block("X5", 112.6),
    ),
    "990122": (block("Y1", 112.905, adcodes=("990122",)),),
}
FOUND = {
    ("LVL101", "S3 S3号区块"),
    ("LVL101", "C2 C2号区块"),
    ("LVL101", "C4 C4号区块"),
    ("LVL102", "C2 C2号区块"),
    ("LVL103", "C4"),
    ("LVL104", "C4号区块"),
    ("LVL104", "另一个"),
    ("LVL201", "年开采总量·原煤"),
    ("LVL203", "铁矿（大型）"),
    ("LVL204", "矿山“三率”达标率"),
}


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


@dataclass
class Country:
    """A database for each division, and the one of the province to which all come."""

    folder: Path
    province: str

    def own(self, adcode: str) -> Path:
        return self.folder / f"{adcode}.db"

    def make(self, adcode: str, features: tuple[Feature, ...] = ()) -> None:
        document = self.folder / f"{adcode}.txt"
        document.write_text(PLANS[adcode], encoding="utf-8")
        done("import", document, "--db", self.own(adcode))
        with open_store(str(self.own(adcode)), Purpose.WRITE) as store, store.writing(signed()) as work:
            (plan,) = work.plans()
            work.features.add(plan.id, features, DAY)

    def merge(self) -> str:
        return done("levels", "merge", *map(self.own, PLANS), "--db", self.province)

    def report(self, *arguments: object) -> Any:
        return json.loads(done("levels", "check", *arguments, "--db", self.province, "--format", "json"))


@pytest.fixture
def country(tmp_path: Path, database: str) -> Country:
    made = Country(tmp_path, database)
    for adcode in PLANS:
        made.make(adcode, FEATURES.get(adcode, ()))
    return made


def test_three_levels_come_into_one_database_once_and_one_report_names_every_conflict(
    country: Country, tmp_path: Path
) -> None:
    assert country.merge().count("新并入") == len(PLANS)
    assert country.merge().count("已在库中，更新 0 个要素") == len(PLANS)
    assert "全部一致" in done("db", "verify", "--db", country.province)
    found = country.report()
    assert {(each["rule"], each["subject"]) for each in found["findings"]} == FOUND
    assert [(each["division"], each["above"]) for each in found["plans"]] == [
        ("示例省", ""), ("示例市", "示例省"), ("东山区", "示例市"), ("北川县", "示例市"), ("南岭县", "示例市"),
    ]  # fmt: skip
    total = next(each for each in found["findings"] if each["rule"] == "LVL201")
    assert total["message"] == (
        "年开采总量·原煤：示例市规划为≤700，下级合计 820（东山区 ≤100、北川县 ≤420、南岭县 ≤300）。"
    )
    assert total["places"][0]["document"] == "990102.txt"
    assert country.report() == found
    city = country.report("990100")
    assert {each["rule"] for each in city["findings"]} == {rule for rule, _ in FOUND} - {"LVL102", "LVL204"}
    for form in ("html", "xlsx"):
        done("levels", "check", "--db", country.province, "--format", form, "--out", tmp_path / f"report.{form}")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(rule in page for rule, _ in FOUND)
    sheet = load_workbook(tmp_path / "report.xlsx").worksheets[0]
    assert sheet.max_row == len(FOUND) + 1
    assert kuanggui("levels", "check", "--db", country.province, "--fail-on", "error").exit_code == 1


COAL = {
    "resources": ["8.10", "647.99", "43.91"],
    "base_year": ["55.54", "444.52", "199.94"],
    "even": ["233.34", "233.33", "233.33"],
    "given": ["100.00", "400.00", "200.00"],
}


def test_a_cap_is_split_by_a_stated_method_and_adds_up_again(country: Country, tmp_path: Path) -> None:
    country.merge()
    for form, (by, coal) in product(("xlsx", "yaml"), COAL.items()):
        path = tmp_path / f"{by}.{form}"
        shares = ("--share", "990102=1", "--share", "990121=4", "--share", "990122=2") if by == "given" else ()
        done("levels", "split", path, "--db", country.province, "--plan", "990100", "--by", by, *shares)
        rows = shares_in(path)["indicator/box-3/1"]
        assert [Decimal(str(row["2021"])) for row in rows.values()] == [Decimal(each) for each in coal]
        assert all(sum(Decimal(str(row[str(year)])) for row in rows.values()) == 700 for year in range(2021, 2026))
        assert "错误 0" in done("levels", "sum", path, "--fail-on", "info")


def shares_in(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Shares by target, division and year, read without the program."""
    if path.suffix == ".yaml":
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {
            target["id"]: {code: {str(y): v for y, v in row.items()} for code, row in target["shares"].items()}
            for target in content["targets"]
        }
    head, *rows = load_workbook(path)["分解"].iter_rows(values_only=True)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        if cells["行政区代码"]:
            found.setdefault(cells["指标编号"], {})[cells["行政区代码"]] = {
                name: value for name, value in cells.items() if name.isdigit()
            }
    return found


def test_an_edited_table_is_refused_until_it_adds_up_and_then_plans_are_held_against_it(
    country: Country, tmp_path: Path
) -> None:
    country.merge()
    path = tmp_path / "分解.xlsx"
    done("levels", "split", path, "--db", country.province, "--plan", "990100", "--by", "resources", "--only", "原煤")
    book = load_workbook(path)
    cell = next(
        cell for row in book["分解"].iter_rows() for cell in row if row[8].value == "990121" and cell.column == 15
    )
    whole, cell.value = cell.value, 400
    book.save(path)
    wrong = kuanggui("levels", "sum", path, "--fail-on", "error")
    assert (wrong.exit_code, "2025年合计 452.01万吨/年，应为 700万吨/年" in wrong.stdout) == (1, True)
    with pytest.raises(InputError, match="先用 kuanggui levels sum 核对"):
        raise kuanggui("levels", "keep", path, "--db", country.province).exception or AssertionError
    cell.value = whole
    for row in book["上报"].iter_rows(min_row=2):
        if row[8].value in {"990102", "990121", "990122"}:
            row[10].value = {"990102": 8, "990121": 690.5, "990122": 40}[row[8].value]
    book.save(path)
    filed = json.loads(done("levels", "sum", path, "--db", country.province, "--format", "json"))
    assert [(each["rule"], each["message"]) for each in filed["findings"]] == [
        ("LVL202", "年开采总量·原煤（东山区）：东山区规划为≤100，分解指标为 8.1万吨/年。"),
        ("LVL202", "年开采总量·原煤（南岭县）：南岭县规划为≤300，分解指标为 43.91万吨/年。"),
        ("LVL303", "年开采总量·原煤：2021年上报合计 738.5万吨/年，总指标为≤700万吨/年。"),
        ("LVL304", "年开采总量·原煤（北川县）：2021年上报 690.5万吨/年，分解指标为≤647.99万吨/年。"),
    ]
    assert "已存入" in done("levels", "keep", path, "--db", country.province)
    assert "与库中相同" in done("levels", "keep", path, "--db", country.province)
    rules = [each["rule"] for each in country.report()["findings"]]
    assert rules.count("LVL202") == 2
    assert {"LVL303", "LVL304"} <= set(rules)
    assert "全部一致" in done("db", "verify", "--db", country.province)


def test_a_later_state_is_taken_over_and_what_was_changed_here_is_a_conflict(country: Country, tmp_path: Path) -> None:
    country.merge()
    adjust(country.province, "990100", tmp_path, "C4", "省改")
    adjust(str(country.own("990100")), "990100", tmp_path, "C4", "市改")
    adjust(str(country.own("990100")), "990100", tmp_path, "C2", "市改二")
    result = kuanggui("levels", "merge", country.own("990100"), "--db", country.province)
    assert result.exit_code == 1
    assert "已在库中，更新 1 个要素" in result.output
    assert "冲突：C4 省改：本库已由 " in result.output


def adjust(database: str, plan: str, folder: Path, feature: str, name: str) -> None:
    path = folder / f"{feature}.yaml"
    change = {"change": feature, "set": {"name": name}}
    head = {"type": "annual_batch", "title": "题", "reason": "因", "basis": "据", "changes": [change]}
    path.write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    key = done("adjust", "new", path, "--db", database, "--plan", plan).split()[0]
    for step in ("submit", "check", "approve", "enforce"):
        done("adjust", step, key, "--db", database)


def test_what_cannot_be_split_says_why(country: Country, tmp_path: Path) -> None:
    country.merge()
    split = ("levels", "split", tmp_path / "x.yaml", "--db", country.province, "--by", "resources")
    with pytest.raises(InputError, match="比率不分解"):
        raise kuanggui(*split, "--plan", "990000", "--only", "三率").exception or AssertionError
    said = done(*split, "--plan", "990100")
    assert "未分解 绿色矿山数量：没有矿种，无法按保有资源量分解" in said
    said = done(*split, "--plan", "990100", "--otherwise", "even", "--only", "绿色矿山")
    assert [list(row.values()) for row in shares_in(tmp_path / "x.yaml")["indicator/box-3/3"].values()] == [
        [5],
        [5],
        [4],
    ]
    with pytest.raises(InputError, match="不是示例市的下级行政区"):
        raise kuanggui(*split, "--plan", "990100", "--share", "140200=1").exception or AssertionError
    assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["x.yaml"]
