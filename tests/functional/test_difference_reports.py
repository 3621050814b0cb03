"""What differs between two days, on a page with maps, in a workbook and as GeoJSON."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuanggui.errors import InputError
from year_of_life import EXAMPLE, Drafts, carry_out, draft, kuanggui

DAYS = ("9901@2024-04-01", "--against", "2024-07-15")


@pytest.fixture
def changed(plan: str, write: Drafts) -> None:
    """A block moved and grown, one retired, one with a name that is code, one that stays, and a figure."""
    new = EXAMPLE.new_block
    evil = new("CK03", 0.2, name="<script>alert(1)</script>")
    carry_out(draft(write("annual_batch", new("CK01", 0.0), new("CK02", 0.02), evil, new("CK04", 0.03))), "2024-04-01")
    moved = {"move": "CK01", "to": {"wkt": EXAMPLE.square(0.001, 0.0101)}}
    output = {"target": EXAMPLE.output, "set": {"value": 333}}
    second = write("special_project", moved, {"retire": "CK02"}, {"retire": "CK03"}, output)
    carry_out(draft(second), "2024-07-15")


def diff(*arguments: object) -> bytes:
    result = kuanggui("plan", "diff", *DAYS, *arguments)
    assert result.exit_code == 1, result.output
    return result.stdout_bytes


@pytest.mark.usefixtures("changed")
def test_a_page_shows_before_and_after_and_runs_nothing(tmp_path: Path) -> None:
    diff("--format", "html", "--out", tmp_path / "diff.html")
    page = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert "共 5 处变化：区块、分区和矿业权 3 处，规划指标 1 处，总量控制 1 处。" in page
    assert len(re.findall("<svg ", page)) == 1 + 3
    assert all(number in page for number in ("92.38", "0.9748", "0.9944", "+0.0196"))
    assert "≤700 万吨/年 → ≤333 万吨/年" in page
    assert "default-src &#39;none&#39;" in page
    assert "<script" not in page
    overview = page[page.index("<svg ") : page.index("</svg>")]
    assert overview.count("stroke-dasharray") == 3  # what was
    assert overview.count('stroke="#9aa5b1"') == 1  # CK04 stays


@pytest.mark.usefixtures("changed")
def test_a_workbook_has_figures_to_reckon_with(tmp_path: Path) -> None:
    diff("--format", "xlsx", "--out", tmp_path / "diff.xlsx")
    book = load_workbook(tmp_path / "diff.xlsx")
    rows = [[cell.value for cell in row] for row in book["区块、分区和矿业权"].iter_rows(min_row=2)]
    moved = ["CK01", "CK01区块", "开采规划区块", "变更", "移动 92 米；面积 增加 0.0196 平方公里"]
    assert rows[0] == [*moved, 92.38, 0.9748, 0.9944, 0.0196]
    assert [row[3] for row in rows[1:]] == ["减少", "减少"]
    texts = [[cell.value for cell in row] for row in book["指标和文本"].iter_rows(min_row=2)]
    assert texts[0] == ["规划指标", "原煤（万吨/年）", "变更", "数值：≤700 万吨/年 → ≤333 万吨/年"]


@pytest.mark.usefixtures("changed")
def test_geojson_has_each_side_of_each_change() -> None:
    features = json.loads(diff("--format", "geojson"))["features"]
    assert [(each["id"], each["properties"]["side"]) for each in features] == [
        ("CK01", "before"),
        ("CK01", "after"),
        ("CK02", "before"),
        ("CK03", "before"),
    ]
    assert features[1]["properties"]["moved_m"] == 92.38
    assert features[0]["geometry"] != features[1]["geometry"]


def test_a_day_is_given_once(plan: str) -> None:
    result = kuanggui("plan", "diff", "9901@2024-04-01", "9901@2024-05-01", "--against", "2024-07-15")
    assert isinstance(result.exception, InputError)
    assert "只能给一个" in str(result.exception)
