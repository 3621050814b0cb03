"""`kuanggui db load`, `plan items`, `plan history` and `db verify` from end to end on either engine."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.errors import InputError, StoreError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"


def kuanggui(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = kuanggui(*arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """Three blocks as a bureau may hand them over: one without geometry, one with a mineral nobody knows."""
    path = tmp_path / "开采区块.geojson"
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    feature("CK01", "甲山煤矿区块", "煤", "990121", square(112.0, 38.0)),
                    feature("CK02", "乙水石墨区块", "石墨", "990122", square(112.5, 38.0)),
                    feature("CK03", "丙沟区块", "月光石英", "990122", None),
                ],
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    return path


def feature(number: str, name: str, mineral: str, adcode: str, geometry: dict[str, Any] | None) -> dict[str, Any]:
    cells = {"区块编号": number, "区块名称": name, "矿种": mineral, "行政区划代码": adcode, "面积": 0.97, "备注": "甲"}
    return {"type": "Feature", "properties": cells, "geometry": geometry}


def square(west: float, south: float) -> dict[str, Any]:
    east, north = west + 0.01, south + 0.01
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


@pytest.fixture
def loaded(database: str, blocks: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KUANGGUI_DB", database)
    done("import", EXAMPLE)
    said = done("db", "load", blocks, "--kind", "mining_block", "--geometry", "official")
    assert "已入库：3 个要素，其中 1 个没有几何" in said
    assert "未识别：第 3 行 矿种“月光石英”，已留在属性中" in said
    return database


def items(*arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        done("plan", "items", "--as-of", "2023-01-01", "--format", "json", *arguments)
    )
    return found


@pytest.mark.usefixtures("loaded")
def test_blocks_of_a_file_stand_beside_the_zones_of_the_text(blocks: Path) -> None:
    everything = items()
    zones = [item for item in everything if "zone" in item["id"]]
    assert len(zones) == 22
    assert {item["geometry"] for item in zones} == {"none"}
    first = items("--kind", "mining_block")[0]
    assert (first["id"], first["minerals"], first["adcodes"], first["geometry"]) == (
        "CK01",
        ["coal"],
        ["990121"],
        "official",
    )
    assert (first["stated_area_km2"], round(first["area_m2"] / 1e6, 2)) == ("0.97", 0.97)
    assert first["attributes"] == [["备注", "甲"]]
    assert (first["source"]["document"], first["source"]["row"]) == (blocks.name, 1)
    assert [item["id"] for item in items("--window", "112.4,37.9,112.6,38.1")] == ["CK02"]
    assert [item["id"] for item in items("--mineral", "graphite", "--kind", "mining_block")] == ["CK02"]
    collection = json.loads(done("plan", "items", "--kind", "mining_block", "--format", "geojson"))
    assert [each["geometry"] and each["geometry"]["type"] for each in collection["features"]] == [
        "Polygon",
        "Polygon",
        None,
    ]
    assert "甲山煤矿区块" in done("plan", "items", "--adcode", "990121", "--kind", "mining_block")
    assert "2021-01-01 至 今" in done("plan", "history", "CK01")
    assert "留痕 2 条，全部一致" in done("db", "verify")


@pytest.mark.usefixtures("loaded")
def test_a_file_is_loaded_once_and_an_id_cannot_come_from_two_files(blocks: Path) -> None:
    assert "未重复入库" in done("db", "load", blocks, "--kind", "mining_block")
    other = blocks.with_name("other.geojson")
    other.write_text(blocks.read_text(encoding="utf-8").replace("甲", "丁"), encoding="utf-8")
    result = kuanggui("db", "load", other, "--kind", "mining_block")
    assert isinstance(result.exception, StoreError)
    assert "CK01: 编号在本规划中已使用" in str(result.exception)
    assert len(items("--kind", "mining_block")) == 3


@pytest.mark.usefixtures("loaded")
def test_a_hash_noted_earlier_has_to_be_on_the_chain() -> None:
    head = done("db", "verify").split()[-1]
    assert "全部一致" in done("db", "verify", "--head", head)
    result = kuanggui("db", "verify", "--head", "0" * 64)
    assert (result.exit_code, "留痕被截去或换过" in result.output) == (1, True)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("plan", "items", "--as-of", "2023-13-01"), InputError, "不是日期"),
        (("plan", "items", "--window", "1,2,3"), InputError, "请写成 西,南,东,北"),
        (("plan", "items", "--known-at", "昨天"), InputError, "不是时间"),
        (("plan", "history", "甲山"), StoreError, "是否指 CK01"),
        (("plan", "history", "nothing"), StoreError, "用 kuanggui plan items 查看编号"),
    ],
)
def test_wrong_use_is_one_line_with_the_mend(arguments: tuple[str, ...], error: type[Exception], words: str) -> None:
    result = kuanggui(*arguments)
    assert isinstance(result.exception, error)
    assert words in str(result.exception)
