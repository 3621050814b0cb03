"""Tables of shares are read as they were written, and what is wrong in them is said with its place."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from kuanggui.errors import InputError
from kuanggui.ingest.shares import read_shares
from kuanggui.model.quantity import Relation
from kuanggui.model.shares import Course, Method, Share, ShareTable, Target
from kuanggui.reports.levels.shares_text import write_text
from kuanggui.reports.levels.shares_workbook import write_shares_workbook

TARGET = Target(
    "cap/1", ("cap", "coal"), "煤", "万吨/年", Relation.AT_MOST, Decimal("7.5"), Course.SAME, (2024, 2025), 2
)
ROWS = (
    Share("cap/1", "990102", {2024: Decimal("1.25"), 2025: Decimal(1)}),
    Share("cap/1", "990121", {2024: Decimal("6.25"), 2025: Decimal("6.5")}, {2024: Decimal("6.1")}),
)
TABLE = ShareTable("990100-plan", "990100", Method.GIVEN, "按给定份额", (TARGET,), ROWS)


@pytest.mark.parametrize(("name", "write"), [("a.yaml", write_text), ("a.xlsx", write_shares_workbook)])
def test_a_table_is_read_as_it_was_written(tmp_path: Path, name: str, write: Callable[[ShareTable], bytes]) -> None:
    (tmp_path / name).write_bytes(write(TABLE))
    read = read_shares(tmp_path / name)
    assert (read.targets, read.shares) == (TABLE.targets, TABLE.shares)
    assert (read.plan, read.region, read.method, read.note) == ("990100-plan", "990100", Method.GIVEN, "按给定份额")
    assert read.source == name


def test_a_workbook_has_sums_that_recalculate() -> None:
    sheet = load_workbook(io.BytesIO(write_shares_workbook(TABLE)))["分解"]
    assert sheet.cell(4, 11).value == "=SUM(K2:K3)"


def edited(change: Callable[[dict[str, Any]], object]) -> bytes:
    content = yaml.safe_load(write_text(TABLE))
    change(content)
    return yaml.safe_dump(content, allow_unicode=True).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.pop("region"), "文件 不合格式"),
        (lambda c: c["targets"][0].update(course="weekly"), "targets/0/course 不合格式"),
        (lambda c: c["targets"][0]["shares"]["990102"].update({2024: "很多"}), "targets/0/shares/990102/2024 不合格式"),
        (lambda c: c["targets"].append(c["targets"][0]), "指标 cap/1 出现两次"),
        (lambda c: c["targets"][0].update(filed={"990122": {2024: 1}}), "990122 的上报数而没有分解指标"),
        (lambda c: c["targets"][0]["shares"]["990102"].update({"明年": 1}), "targets/0/shares/990102 不合格式"),
    ],
)
def test_what_is_wrong_in_a_text_is_said(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(edited(change))
    with pytest.raises(InputError, match=words):
        read_shares(path)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    [
        ("分解", "K2", "约一", "工作表“分解”第 2 行：2024 年的“约一”不是数字"),
        ("分解", "A1", "序号", "没有“指标编号”列"),
        ("分解", "F2", "每月", "“每月”不认识；可用：每年、分年累计、期末"),
        ("分解", "I3", "990102", "990102 在同一指标下出现两次"),
        ("分解", "E2", None, "总指标为空"),
        ("上报", "A3", "cap/2", "工作表“上报”第 3 行：指标 cap/2 不在“分解”中"),
        ("说明", "B4", "抽签", "“抽签”不认识"),
        ("说明", "B2", None, "没有“规划”"),
    ],
)
def test_what_is_wrong_in_a_workbook_is_said(
    tmp_path: Path, sheet: str, cell: str, value: str | None, words: str
) -> None:
    book = load_workbook(io.BytesIO(write_shares_workbook(TABLE)))
    book[sheet][cell] = value
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=words):
        read_shares(tmp_path / "a.xlsx")


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    (tmp_path / "c.yaml").write_bytes(b"\xff: [")
    for name, words in (
        ("a.xlsx", "没有工作表“说明”"),
        ("b.xlsx", "不是可读的工作簿"),
        ("c.yaml", "不是有效的 UTF-8 YAML"),
    ):
        with pytest.raises(InputError, match=words):
            read_shares(tmp_path / name)
    with pytest.raises(InputError, match="无法读取"):
        read_shares(tmp_path / "none.yaml")
