"""The screen and replay commands on small files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from kuanggui.app.layers import add_layer
from kuanggui.app.screening.screen import READ_BY_PEOPLE
from kuanggui.app.stock import stock_at
from kuanggui.cli.main import app
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions

RUN = CliRunner()
SQUARE = [[[112.5, 38.1], [112.51, 38.1], [112.51, 38.11], [112.5, 38.11], [112.5, 38.1]]]


def geojson(path: Path, *features: tuple[list[Any], dict[str, Any]]) -> Path:
    rows = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}
        for rings, properties in features
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": rows}), encoding="utf-8")
    return path


def add(database: Path, path: Path, kind: str, name: str | None = None) -> None:
    label = LayerLabel(name or kind, kind, "2025-12-31", "示例局")
    add_layer(path, stock_at(database), label, repair=False, given=SourceOptions(), progress=lambda done, total: None)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    found = tmp_path / "plans.db"
    half = [[[112.505, 38.1], [112.52, 38.1], [112.52, 38.11], [112.505, 38.11], [112.505, 38.1]]]
    add(found, geojson(tmp_path / "redline.geojson", (half, {"name": "东岭红线"})), "ecological_redline")
    return found


def run(*arguments: object, code: int = 0) -> str:
    result = RUN.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


def case_file(folder: Path, **more: Any) -> Path:
    path = folder / "case.json"
    case = {
        "name": "东岭", "purpose": "开采", "action": "新立", "minerals": ["水泥用灰岩"],
        "range": {"type": "Polygon", "coordinates": SQUARE},
    }  # fmt: skip
    path.write_text(json.dumps(case | more, ensure_ascii=False), encoding="utf-8")
    return path


def answer_of(folder: Path, database: Path, **more: Any) -> dict[str, Any]:
    out = folder / "answer.json"
    run(
        "screen", case_file(folder, **more), "--db", database, "--as-of", "2026-07-01", "--format", "json", "--out", out
    )
    answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["answers"][0]
    return answer


def test_a_hit_carries_area_share_provision_and_layer(tmp_path: Path, database: Path) -> None:
    answer = answer_of(tmp_path, database)
    (finding,) = [f for f in answer["findings"] if f["rule"] == "SCR101"]
    theme = next(t for t in answer["themes"] if t["kind"] == "ecological_redline")
    assert answer["verdict"] == "does_not_conform"
    assert theme["share"] == pytest.approx(0.5, abs=1e-6)
    assert theme["sources"][0]["as_of"] == "2025-12-31"
    assert finding["citations"][0]["number"] == "自然资发〔2022〕142号"
    assert next(t for t in answer["themes"] if t["kind"] == "railway")["status"] == "missing"
    assert answer["consultations"][0]["themes"] == ["生态保护红线"]


def test_an_override_stays_beside_its_finding_and_leaves_the_verdict(tmp_path: Path, database: Path) -> None:
    first = answer_of(tmp_path, database)
    target = next(f["id"] for f in first["findings"] if f["rule"] == "SCR101")
    told = {"finding": target, "reason": "红线已调整", "evidence": "某批复", "name": "张三", "date": "2026-06-20"}
    answer = answer_of(tmp_path, database, overrides=[told])
    assert answer["verdict"] == "cannot_be_decided"
    assert [item["finding"]["id"] for item in answer["overridden"]] == [target]
    assert answer["overridden"][0]["override"]["name"] == "张三"


def test_an_override_without_a_name_is_refused(tmp_path: Path, database: Path) -> None:
    told = {"finding": "SCR101", "reason": "红线已调整", "evidence": "某批复", "date": "2026-06-20"}
    result = RUN.invoke(app, ["screen", str(case_file(tmp_path, overrides=[told])), "--db", str(database)])
    assert result.exit_code != 0
    assert "overrides" in str(result.exception)


def test_a_list_in_a_workbook_gives_a_case_a_row(tmp_path: Path, database: Path) -> None:
    ranges = geojson(tmp_path / "ranges.geojson", (SQUARE, {"name": "甲"}))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目清单"])
    sheet.append(["名称", "矿种", "用途", "事项", "设计规模", "范围"])
    sheet.append(["甲", "水泥用灰岩", "开采", "新立", 50, ranges.name])
    sheet.append(["乙", "铁矿", "勘查", "新立", None, ranges.name])
    sheet.append(["说明：范围为国家大地坐标"])
    book.save(tmp_path / "list.xlsx")
    out = run("screen", tmp_path / "list.xlsx", "--db", database, "--as-of", "2026-07-01", "--format", "geojson")
    features = json.loads(out)["features"]
    assert [f["properties"]["name"] for f in features] == ["甲", "乙"]
    assert features[0]["properties"]["verdict"] == "does_not_conform"


def test_ranges_with_options_are_cases(tmp_path: Path, database: Path) -> None:
    ranges = geojson(tmp_path / "ranges.geojson", (SQUARE, {"name": "甲"}))
    out = run(
        "screen", ranges, "--db", database, "--purpose", "开采", "--action", "新立", "--mineral", "水泥用灰岩",
        "--set", "design.scale=50", "--as-of", "2026-07-01",
    )  # fmt: skip
    assert "结论：不符合" in out
    assert "SCR101" in out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"minerals": ["石灰石块"]}, "矿种目录中没有"),
        ({"purpose": "旅游"}, "可用：勘查、开采"),
        ({"colour": "red"}, "没有字段"),
        ({"range": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}, "GeoJSON"),
        ({"design": {"scale": "很大"}}, "design.scale"),
    ],
)
def test_bad_cases_are_refused_in_one_line(tmp_path: Path, database: Path, more: dict[str, Any], said: str) -> None:
    result = RUN.invoke(app, ["screen", str(case_file(tmp_path, **more)), "--db", str(database)])
    assert result.exit_code != 0
    assert said in str(result.exception)
    assert "\n" not in str(result.exception)


def test_the_opinion_has_map_corners_overlaps_and_signatures(tmp_path: Path, database: Path) -> None:
    out = tmp_path / "opinion.docx"
    run("screen", case_file(tmp_path), "--db", database, "--as-of", "2026-07-01", "--format", "docx", "--out", out)
    document = docx.Document(str(out))
    text = "\n".join(p.text for p in document.paragraphs)
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    assert "不符合。" in text
    assert "《关于加强生态保护红线管理的通知（试行）》" in text
    assert "征求意见函稿" in text
    assert "112°30′00.000″" in cells
    assert "50.00%" in cells
    assert any("审查人" in cell for cell in cells)
    with zipfile.ZipFile(out) as archive:
        assert any(name.endswith(".png") for name in archive.namelist())


def test_many_answers_stand_one_in_a_line_and_say_what_few_do(tmp_path: Path, database: Path) -> None:
    given = [(SQUARE, {"name": f"第{number}块"}) for number in range(READ_BY_PEOPLE + 1)]
    told = {}
    for count in (READ_BY_PEOPLE, READ_BY_PEOPLE + 1):
        ranges = geojson(tmp_path / "ranges.geojson", *given[:count])
        run(
            "screen", ranges, "--db", database, "--purpose", "开采", "--action", "新立", "--mineral", "铁矿",
            "--as-of", "2026-07-01", "--format", "json", "--out", tmp_path / "answers.json",
        )  # fmt: skip
        told[count] = (tmp_path / "answers.json").read_text(encoding="utf-8")
    few, many = (json.loads(text)["answers"] for text in told.values())
    assert [answer["name"] for answer in many] == [f"第{number}块" for number in range(READ_BY_PEOPLE + 1)]
    assert [one["themes"] for one in few] == [other["themes"] for other in many[:-1]]
    assert len(told[READ_BY_PEOPLE + 1].splitlines()) == READ_BY_PEOPLE + 3
    assert len(told[READ_BY_PEOPLE].splitlines()) > 100 * READ_BY_PEOPLE


def test_replay_says_identical_and_confirms_the_areas(tmp_path: Path, database: Path) -> None:
    answer_of(tmp_path, database)
    out = run("replay", tmp_path / "answer.json", "--confirm")
    assert out.startswith("东岭：一致")
    assert "不一致" not in out


def test_replay_says_which_layer_changed_and_what_that_did(tmp_path: Path, database: Path) -> None:
    answer_of(tmp_path, database)
    far = [[[112.6, 38.1], [112.61, 38.1], [112.61, 38.11], [112.6, 38.11], [112.6, 38.1]]]
    other = tmp_path / "other.db"
    add(other, geojson(tmp_path / "moved.geojson", (far, {"name": "东岭红线"})), "ecological_redline")
    out = run("replay", tmp_path / "answer.json", "--db", other, code=1)
    assert "不一致" in out
    assert "图层 ecological_redline" in out
    assert "影响：消失：SCR101" in out


def test_replay_refuses_what_was_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    result = RUN.invoke(app, ["replay", str(path)])
    assert "不是保存的审查结果" in str(result.exception)


def test_all_blocks_need_blocks(database: Path) -> None:
    result = RUN.invoke(app, ["screen", "--all-blocks", "--db", str(database)])
    assert "没有规划区块" in str(result.exception)


def test_an_override_of_nothing_is_told_in_table_and_opinion(tmp_path: Path, database: Path) -> None:
    told = {"finding": "SCR999", "reason": "红线已调整", "evidence": "某批复", "name": "张三", "date": "2026-06-20"}
    path = case_file(tmp_path, overrides=[told])
    run("screen", path, "--db", database, "--format", "docx", "--out", tmp_path / "out.docx")
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "out.docx")).paragraphs)
    assert "SCR999（张三，2026-06-20）没有对应的发现" in said
    assert "SCR999（张三，2026-06-20）没有对应的发现" in run("screen", path, "--db", database)


def test_the_table_says_since_when_a_provision_is_in_force(tmp_path: Path, database: Path) -> None:
    said = run("screen", case_file(tmp_path), "--db", database, "--as-of", "2026-07-01")
    assert "（2022-08-16" in said.replace("\n", "")


def test_a_database_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["screen", str(case_file(tmp_path)), "--db", str(tmp_path / "nothing.db")])
    assert result.exit_code != 0
    assert "没有这个数据库" in str(result.exception)


def test_a_layer_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, database: Path) -> None:
    result = RUN.invoke(app, ["screen", str(case_file(tmp_path)), "--db", str(database), "--layer", "redlin"])
    assert "redlin：没有这个图层；已入库的有：ecological_redline" in str(result.exception)


def test_a_row_of_a_list_without_a_name_is_told(tmp_path: Path, database: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "矿种", "用途", "事项", "范围"])
    sheet.append([None, "铁矿", "勘查", "新立", "ranges.geojson"])
    book.save(tmp_path / "list.xlsx")
    result = RUN.invoke(app, ["screen", str(tmp_path / "list.xlsx"), "--db", str(database)])
    assert "第 2 行：缺少名称" in str(result.exception)


def test_gaps_write_their_table_where_they_are_told(tmp_path: Path, database: Path) -> None:
    left = [[[112.5, 38.1], [112.505, 38.1], [112.505, 38.105], [112.5, 38.105], [112.5, 38.1]]]
    right = [[[112.507, 38.1], [112.512, 38.1], [112.512, 38.105], [112.507, 38.105], [112.507, 38.1]]]
    add(database, geojson(tmp_path / "r.geojson", (left, {"名称": "甲矿"}), (right, {"名称": "乙矿"})), "mining_right")
    out = tmp_path / "gaps.txt"
    assert "1 处夹缝" in run("gaps", "--db", database, "--as-of", "2026-07-01", "--out", out)
    assert "甲矿" in out.read_text(encoding="utf-8")
    refused = RUN.invoke(app, ["gaps", "--db", str(database), "--region", "乌有市"])
    assert "没有“乌有市”" in str(refused.exception)


def test_a_cell_of_a_list_may_name_a_planning_block(tmp_path: Path, database: Path) -> None:
    add(database, geojson(tmp_path / "b.geojson", (SQUARE, {"区块名称": "东岭灰岩", "编号": "CQ1"})), "mining_block")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["名称", "矿种", "用途", "事项", "范围"])
    sheet.append(["甲", "水泥用灰岩", "开采", "新立", "CQ1"])
    sheet.append(["乙", "水泥用灰岩", "开采", "新立", "东岭灰岩"])
    book.save(tmp_path / "list.xlsx")
    out = run("screen", tmp_path / "list.xlsx", "--db", database, "--as-of", "2026-07-01", "--format", "geojson")
    shapes = [feature["geometry"] for feature in json.loads(out)["features"]]
    assert len(shapes) == 2
    assert shapes[0] == shapes[1]
