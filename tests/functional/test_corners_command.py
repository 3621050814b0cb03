"""`kuanggui corners` from a file or text to a reading, and to another format."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kuanggui.cli.main import app
from kuanggui.errors import InputError
from sample_files.ranges import AREA_STRING, LAND_TXT

PACKED = "1,4,113.1530,34.4005,113.1600,34.4005,113.1600,34.3940,113.1530,34.3940,0,0,0"


def _run(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in ("corners", *arguments)], input=text)


@pytest.fixture
def land_txt(tmp_path: Path) -> Path:
    path = tmp_path / "范围.txt"
    path.write_bytes(LAND_TXT.encode("gb18030"))
    return path


def test_reading_is_shown_with_both_notations_area_and_perimeter(land_txt: Path) -> None:
    result = _run(land_txt)
    assert result.exit_code == 0
    assert "国土坐标 TXT，CGCS2000 / 3-degree Gauss-Kruger zone 38，1 个范围" in result.output
    assert "一号采石场  面积 0.4400 km²（椭球 439995.48 m²，平面 440000.00 m²）" in result.output
    assert "周长" in result.output
    line = next(line for line in result.output.splitlines() if "J1 " in line)
    assert "3837000.000" in line
    assert "114°13′05.484″" in line
    assert "疑点" not in result.output


def test_json_has_corners_areas_and_doubts_with_both_readings() -> None:
    report = json.loads(_run("-", "--format", "json", text=PACKED).output)
    (found,) = report["ranges"]
    assert found["area_km2"] == "0.5884"
    assert found["rings"][0]["corners"][0]["lon"] == pytest.approx(113 + 15 / 60 + 30 / 3600)
    (doubt,) = report["doubts"]
    assert [reading.split("：")[0] for reading in doubt["readings"]] == ["度.分秒", "十进制度"]


def test_the_user_decides_between_two_readings() -> None:
    assert "疑点" in _run("-", text=PACKED).output
    decided = _run("-", "--reading", "decimal", "--format", "json", text=PACKED)
    report = json.loads(decided.output)
    assert report["doubts"] == []
    assert report["ranges"][0]["rings"][0]["corners"][0]["lon"] == 113.153


def test_undecided_degrees_are_refused_with_both_readings() -> None:
    result = _run("-", text="1 113.1530 34.4005\n2 113.1600 34.4005\n3 113.1600 34.3940\n")
    assert isinstance(result.exception, InputError)
    assert "113.258333" in str(result.exception)
    assert "113.153000" in str(result.exception)


def test_a_file_is_converted_into_another_and_read_back(land_txt: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    written = _run(land_txt, "--to", "csv", "--out", out)
    assert written.exit_code == 0
    assert "0.4400 km²" in written.output
    assert "0.4400 km²" in _run(out).output


def test_conversion_goes_to_standard_output_and_doubts_do_not(land_txt: Path) -> None:
    result = _run(land_txt, "--to", "area_string")
    assert result.stdout.startswith("2,4,J1,3837000.000,38520000.000,")
    doubtful = _run("-", "--to", "gdzb", text=PACKED)
    assert (
        doubtful.stdout
        == "1131530.000,344005.000;1131600.000,344005.000;1131600.000,343940.000;1131530.000,343940.000\n"
    )
    assert "疑点" in doubtful.stderr


def test_packed_degrees_are_written_when_asked_for() -> None:
    result = _run("-", "--to", "area_string", "--notation", "packed", text=AREA_STRING)
    assert result.stdout.startswith("2,4,1,114.1305484,34.3939381,")


def test_workbook_needs_a_file() -> None:
    result = _run("-", "--to", "xlsx", text=AREA_STRING)
    assert isinstance(result.exception, InputError)
    assert "--out" in str(result.exception)


def test_older_datum_is_read_with_parameters_only(tmp_path: Path) -> None:
    path = tmp_path / "80.txt"
    path.write_text(LAND_TXT.replace("2000国家大地坐标系", "80国家大地坐标系"), encoding="utf-8")
    assert isinstance(_run(path).exception, InputError)
    result = _run(path, "--shift", "24,-123,-94,-0.02,0.25,0.13,1.1")
    assert result.exit_code == 0
    assert "由1980 西安坐标系按给定参数转为 CGCS2000" in result.output


def test_output_that_cannot_be_written_is_named(land_txt: Path, tmp_path: Path) -> None:
    result = _run(land_txt, "--to", "csv", "--out", tmp_path / "none" / "a.csv")
    assert isinstance(result.exception, InputError)
    assert "无法写入" in str(result.exception)
