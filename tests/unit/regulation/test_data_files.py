"""Data files: the shipped ones keep their schemas, and a broken one is named with file, place and mend."""

import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kuanggui.errors import RegulationDataError
from kuanggui.regulation.data_files import DATA, data_files, read_yaml
from kuanggui.regulation.schema import check

SCHEMAS = files("kuanggui.regulation") / "schemas"


def test_every_schema_is_a_valid_schema() -> None:
    names = [node for node in SCHEMAS.iterdir() if node.name.endswith(".json")]
    assert names
    for node in names:
        Draft202012Validator.check_schema(json.loads(node.read_text(encoding="utf-8")))


SHIPPED = [
    ("units", "units"),
    ("minerals", "minerals"),
    ("mineral_words", "mineral_words"),
    ("divisions", "divisions"),
    ("place_words", "place_words"),
]


@pytest.mark.parametrize(("place", "schema"), SHIPPED)
def test_shipped_data_keeps_its_schema(place: str, schema: str) -> None:
    sources = list(data_files(place, schema))
    assert sources
    for source in sources:
        check(source.content, schema, source.label)


def test_keys_and_dates_stay_text_and_decimals_exact() -> None:
    content = read_yaml("2018-02-09: {140212: 0.10, day: 2018-02-09, count: 3}", "x.yaml")
    assert content == {"2018-02-09": {"140212": Decimal("0.10"), "day": "2018-02-09", "count": 3}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", r"x\.yaml: 第 3 行: 键 a 重复"),
        ("a: [1, 2\n", r"x\.yaml: 第 2 行"),
        ("- 1\n", "顶层应为键值对"),
        ("", "顶层应为键值对"),
        ("a: .inf\n", "不是数"),
        ("? [1, 2]\n: 3\n", "键应为文字"),
        ("a: !!python/object/apply:os.getcwd []\n", r"x\.yaml: 第 1 行"),
        ("a: \x00\n", "不是有效的 YAML"),
    ],
)
def test_broken_yaml_is_named_with_its_place(text: str, words: str) -> None:
    with pytest.raises(RegulationDataError, match=words):
        read_yaml(text, "x.yaml")


def test_a_users_file_is_checked_against_the_schema(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("dimensions: {mass: [{name: 担, factor: -1}]}\n", encoding="utf-8")
    with pytest.raises(
        RegulationDataError, match=r"units\.yaml: \$\.dimensions\.mass\[0\]\.factor: .*schemas/units\.json"
    ):
        list(data_files("units", "units", tmp_path))


def test_a_users_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_bytes("dimensions: {}  # 单位".encode("gb18030"))
    with pytest.raises(RegulationDataError, match="另存为 UTF-8"):
        list(data_files("units", "units", tmp_path))


def test_a_users_file_comes_after_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("dimensions: {mass: [{name: 担, factor: 0.05}]}\n", encoding="utf-8")
    labels = [source.label for source in data_files("units", "units", tmp_path)]
    assert labels == ["units.yaml", str(tmp_path / "units.yaml")]
    assert (DATA / "units.yaml").is_file()
