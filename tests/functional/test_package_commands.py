"""`kuanggui db check` and `kuanggui package` from the command line, on a small package."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from typer.testing import CliRunner

from kuanggui.cli.main import app
from sample_files.gdal import quietly_opened
from sample_files.package import block, blocks, write


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path, (*blocks(), block(3, 112.205, 38.1)))


def test_a_database_is_checked_for_damage_with_and_without_the_option(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    assert run("db", "init", "--db", database).exit_code == 0
    for words in (["--db", database], [database]):
        result = run("db", "check", *words)
        assert (result.exit_code, "完好，共 0 份规划" in result.output) == (0, True)


def test_neither_package_nor_database_is_wrong_use() -> None:
    result = CliRunner().invoke(app, ["db", "check"], env={"KUANGGUI_DB": ""})
    assert result.exit_code != 0


@pytest.mark.parametrize(("level", "code"), [("error", 1), (None, 0)])
def test_the_table_says_what_where_and_the_level(package: Path, level: str | None, code: int) -> None:
    result = run("db", "check", package, *(["--fail-on", level] if level else []))
    assert result.exit_code == code
    assert "同层要素重叠" in result.output
    assert "KAICQK第3行" in result.output
    assert "结论: 不合格" in result.output


def test_every_form_holds_the_same_findings(package: Path, tmp_path: Path) -> None:
    report = json.loads(run("db", "check", package, "--format", "json").output)
    lines = [json.loads(line) for line in run("db", "check", package, "--format", "jsonl").output.splitlines()]
    assert lines == report["findings"]
    assert report["conformance"] == "fails"
    assert [layer["features"] for layer in report["layers"]] == [3]
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    assert run("db", "check", package, "--format", "html", "--out", page).exit_code == 0
    assert run("db", "check", package, "--format", "xlsx", "--out", book).exit_code == 0
    html = page.read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).worksheets[0]
    for finding in lines:
        assert finding["id"] in html
    assert sheet.max_row == len(lines) + 1
    assert "<script" not in html


def test_two_runs_say_the_same_to_the_byte(package: Path) -> None:
    first, second = (run("db", "check", package, "--format", "json").output for _ in range(2))
    assert first == second


def test_the_report_speaks_english(package: Path) -> None:
    result = run("db", "check", package, "--lang", "en")
    assert "Level: does not conform" in result.output
    assert "overlaps" in result.output


def test_text_in_a_package_cannot_steer_page_or_sheet(tmp_path: Path) -> None:
    root = write(tmp_path, (block(1, 112.1, 38.1, QKMC="<script>x</script>", KZDM="11001"), block(2, 112.105, 38.1)))
    page = tmp_path / "a.html"
    run("db", "check", root, "--format", "html", "--out", page)
    assert "<script>x" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["没有"], ["--edition", "dzt0226-1999"], ["--mapping", "没有.yaml"]])
def test_wrong_use_is_one_line(package: Path, words: list[str]) -> None:
    given = words if words == ["没有"] else [str(package), *words]
    result = run("db", "check", *given)
    assert result.exit_code != 0
    assert result.exception is not None
    assert "\n" not in str(result.exception)


def test_bad_geometries_of_every_kind_do_not_stop_the_check(tmp_path: Path) -> None:
    path = tmp_path / "990100示例市矿产资源规划数据库" / "C1_990100_D_2020_KAICQK.gpkg"
    path.parent.mkdir()
    shapes = [
        shapely.Polygon(),
        shapely.from_wkt("POLYGON ((112 38, 112.1 38.1, 112.1 38, 112 38.1, 112 38))"),
        shapely.from_wkt("POLYGON ((112 38, 112 38, 112 38, 112 38))"),
        shapely.from_wkt("POLYGON ((1e308 38, 112.1 1e308, 112.1 38, 1e308 38))"),
        shapely.box(112, 38, 112.1, 38.1),
    ]
    wkb = np.array([None, *(shapely.to_wkb(shape) for shape in shapes)], dtype=object)
    names = np.array([f"CQ{number}" for number in range(len(wkb))], dtype=object)
    pyogrio.raw.write(
        path, wkb, [names], np.array(["QKBH"], dtype=object), layer=path.stem, driver="GPKG", crs="EPSG:4490", geometry_type="Unknown"
    )  # fmt: skip
    report = json.loads(run("db", "check", path.parent, "--format", "json").output)
    assert [rule["code"] for rule in report["rules"] if rule["failed"]] == []
    places = {(finding["rule"], finding["places"][0]["row"]) for finding in report["findings"]}
    assert {("DBQ601", 1), ("DBQ601", 2), ("DBQ602", 3), ("DBQ602", 4), ("DBQ304", 5)} <= places


def test_a_package_is_written_from_geometries_and_opens_in_gdal(tmp_path: Path) -> None:
    source = tmp_path / "区块.gpkg"
    shape = np.array([shapely.to_wkb(shapely.box(112.1, 38.1, 112.11, 38.11))], dtype=object)
    data = [np.array(["CQ01"], dtype=object), np.array(["甲沟铁矿"], dtype=object), np.array(["铁矿"], dtype=object)]
    columns = np.array(["QKBH", "NAME", "KZMC"], dtype=object)
    pyogrio.raw.write(
        source, shape, data, columns, layer="KAICQK", driver="GPKG", crs="EPSG:4490", geometry_type="Polygon"
    )
    names = tmp_path / "names.yaml"
    names.write_text("fields: {NAME: QKMC}\n", encoding="utf-8")
    result = run(
        "package", "write", source, "--out", tmp_path, "--adcode", "990100", "--year", "2020", "--mapping", names
    )
    assert result.exit_code == 0, result.output
    root = Path(result.output.strip().removeprefix("已写入 "))
    assert (root / "规划附表" / "示例市规划附表.xlsx").is_file()
    shown = json.loads(run("package", "show", root, "--format", "json").output)
    assert [(layer["entry"], layer["features"]) for layer in shown] == [("KAICQK", 1)]
    if shutil.which("ogrinfo") is None and "CI" not in os.environ:
        pytest.skip("ogrinfo is not there")
    path = root / "ArcGIS" / "Shape" / "C1_990100_D_2020_KAICQK.shp"
    said = subprocess.run(["ogrinfo", "-al", path], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "QKMC (String) = 甲沟铁矿" in said
    assert "QKMJ (Real) = 0.9735" in said
    assert "KZDM (String) = 22001" in said
    assert "Feature Count: 1" in said


def test_a_package_in_one_geopackage_opens_in_an_older_gdal_without_a_warning(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "examples" / "city" / "layers" / "mining_block.geojson"
    given, names = tmp_path / "blocks.gpkg", tmp_path / "names.yaml"
    meta, _, shapes, columns = pyogrio.raw.read(source)
    pyogrio.raw.write(
        given, shapes, columns, meta["fields"], layer="KAICQK", driver="GPKG", crs="EPSG:4490", geometry_type="Polygon"
    )
    names.write_text("fields: {name: QKMC, number: QKBH, mineral: KZMC, area_km2: QKMJ}\n", encoding="utf-8")
    more = ("--adcode", "990100", "--year", "2020", "--mapping", names, "--as", "geopackage")
    result = run("package", "write", given, "--out", tmp_path, *more)
    assert result.exit_code == 0, result.output
    (written,) = tmp_path.glob("*/ArcGIS/Shape/*.gpkg")
    said = quietly_opened(written)
    assert "Layer name: C1_990100_D_2020_KAICQK" in said
    assert f"Feature Count: {len(shapes)}" in said


def test_a_layer_that_the_edition_does_not_know_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "区块.gpkg"
    shape = np.array([shapely.to_wkb(shapely.box(112.1, 38.1, 112.11, 38.11))], dtype=object)
    pyogrio.raw.write(
        source,
        shape,
        [],
        np.array([], dtype=object),
        layer="矿区界",
        driver="GPKG",
        crs="EPSG:4490",
        geometry_type="Polygon",
    )
    result = run("package", "write", source, "--out", tmp_path, "--adcode", "990100", "--year", "2020")
    assert "矿区界" in str(result.exception)


def test_rights_are_listed_with_their_areas_and_written(tmp_path: Path) -> None:
    table, out = tmp_path / "采矿权.csv", tmp_path / "采矿权.gpkg"
    ring = "1,4,1,3837000.00,38520000.00,2,3837000.00,38520800.00,3,3836400.00,38520800.00,4,3836400.00,38520000.00,850,620,,1,"
    table.write_text(f'许可证号,QYZB\nC1,"{ring}"\nC2,"1,4,1"\n', encoding="utf-8")
    result = run("package", "rights", table, "--out", out)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].startswith("第1行  C1  0.48")
    assert lines[1].startswith("第2行  C2  范围无法读取")
    assert pyogrio.read_info(out)["features"] == 1


def test_the_editions_are_listed() -> None:
    names = [edition["name"] for edition in json.loads(run("package", "editions", "--format", "json").output)]
    assert names == ["dzt0226-2010", "dzt0226-2015-trial", "dzt0226-2020"]
