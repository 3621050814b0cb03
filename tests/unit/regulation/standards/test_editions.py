"""Editions of the database standard: what is shipped holds together, and a bureau's own needs no code."""

from pathlib import Path

import pytest

from kuanggui.errors import InputError, RegulationDataError
from kuanggui.regulation.data_files import DATA, read_yaml
from kuanggui.regulation.schema import check
from kuanggui.regulation.standards import FieldType, Mark, PartKind, edition_names, nearest, read_edition

FILES = sorted(path for path in Path(str(DATA / "standards")).rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_file_keeps_the_schema(path: Path) -> None:
    check(read_yaml(path.read_text(encoding="utf-8"), path.name), "standard", path.name)


@pytest.mark.parametrize("name", edition_names())
def test_shipped_edition_names_layers_and_fields_once_and_its_sources_exist(name: str) -> None:
    edition = read_edition(name)
    assert len({layer.key for layer in edition.layers}) == len(edition.layers) > 0
    for layer in edition.layers:
        assert len({field.code for field in layer.fields}) == len(layer.fields)
        assert layer.source in edition.sources
        instead = {field.instead_of for field in layer.fields if field.instead_of}
        assert instead <= {field.code for field in layer.fields}


def test_three_editions_are_shipped() -> None:
    assert edition_names() == ("dzt0226-2010", "dzt0226-2015-trial", "dzt0226-2020")


def test_2010_has_the_layers_of_the_2008_2015_round() -> None:
    edition = read_edition("dzt0226-2010")
    assert len(edition.layers) > 50
    zones = edition.layer("KAICAQ")
    assert zones is not None
    area = zones.field("GHQMJ")
    assert area is not None
    assert (area.type, area.length, area.decimals, area.unit, area.mark) == (
        FieldType.DECIMAL, 10, 4, "km2", Mark.CONFIRMED,
    )  # fmt: skip
    assert dict(zones.with_role("region_name")[0].domain) == {}
    kind = zones.field("QHQLB")
    assert kind is not None
    assert dict(kind.domain) == {"330101": "鼓励开采区", "330102": "限制开采区", "330103": "禁止开采区"}


def test_2015_trial_blocks_know_their_key_fields_and_the_unit_is_only_inferred() -> None:
    block = read_edition("dzt0226-2015-trial").layer("KAICQK")
    assert block is not None
    assert [block.with_role(role)[0].code for role in ("number", "name", "area", "mineral_code", "mineral_name")] == [
        "QKBH", "QKMC", "QKMJ", "KZDM", "KZMC",
    ]  # fmt: skip
    area = block.field("QKMJ")
    assert area is not None
    assert (area.mark_of("type"), area.mark_of("unit")) == (Mark.CONFIRMED, Mark.INFERRED)


def test_2020_is_a_shell_that_says_so() -> None:
    edition = read_edition("dzt0226-2020")
    assert not edition.complete
    assert edition.layer("GJGHKQ") is not None
    assert edition.layer("KAICQK") is None


def test_a_name_in_the_pattern_is_taken_apart_and_put_together_again() -> None:
    pattern = read_edition("dzt0226-2020").layer_file
    assert pattern is not None
    parts = pattern.parse("D1_530112_E_2020_GJGHKQ")
    assert parts is not None
    assert (parts.level, parts.adcode, parts.year, parts.layer) == ("D", "530112", "2020", "GJGHKQ")
    assert pattern.build(parts._asdict()) == "D1_530112_E_2020_GJGHKQ"
    assert pattern.parse("530112_GJGHKQ") is None


def test_a_layer_without_a_known_code_is_known_by_its_fields() -> None:
    edition = read_edition("dzt0226-2015-trial")
    fields = [field.code for field in edition.layer("KANCHQK").fields][2:]  # type: ignore[union-attr]
    found = edition.resembling([*fields, "OBJECTID"])
    assert found is not None
    assert found.code == "KANCHQK"
    assert edition.resembling(["OBJECTID", "NAME"]) is None


@pytest.mark.parametrize(
    ("code", "looks_like"),
    [("GHQLB", "QHQLB"), ("QKBHH", "QKBH"), ("QKHB", "QKBH"), ("GDZBZ", "GDZB"), ("OBJECTID", None), ("MJ", None)],
)
def test_near_misses(code: str, looks_like: str | None) -> None:
    assert nearest(code, ["QHQLB", "QKBH", "GDZB", "QKMC"]) == looks_like


OWN = """
edition: our-province-2021
title: 某省数据库补充规定
status: local
complete: true
base: dzt0226-2015-trial
tolerances: {area_share: {value: 0.002, mark: local}}
parts:
  - {part: text, folder: 01文本, required: true, mark: local}
layers:
  - code: KAICQK
    required: true
    mark: local
    fields:
      - {code: QKBH, length: 20, required: true, mark: local}
      - {code: QKMJ, unit: km2, mark: local}
      - {code: SZZGQ, name: 所在规划区, role: zone_name, type: text, length: 60, mark: local}
"""


def test_a_bureau_lays_its_own_edition_over_a_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    edition = read_edition(str(path))
    block, shipped = edition.layer("KAICQK"), read_edition("dzt0226-2015-trial").layer("KAICQK")
    assert block is not None
    assert shipped is not None
    assert (block.required, block.geometry, block.mark) == (True, "polygon", Mark.LOCAL)
    number = block.field("QKBH")
    assert number is not None
    assert (number.length, number.required, number.name, number.role) == (20, True, "区块编号", "number")
    area = block.field("QKMJ")
    assert area is not None
    assert area.mark_of("unit") is Mark.LOCAL  # inferred in the base, said anew here
    assert len(block.fields) == len(shipped.fields) + 1
    assert str(edition.tolerances["area_share"].value) == "0.002"
    assert edition.tolerances["corner_m"].mark is Mark.INFERRED
    text = edition.part(PartKind.TEXT)
    assert text is not None
    assert (text.folder, text.required, text.words) == ("01文本", True, ("文本",))


def test_a_folder_of_files_is_one_edition(tmp_path: Path) -> None:
    (tmp_path / "head.yaml").write_text(
        "{edition: a, title: 甲, status: local, complete: false, base: common}", encoding="utf-8"
    )
    (tmp_path / "more.yaml").write_text("layers: [{code: XQ, name: 新区, mark: local}]", encoding="utf-8")
    assert [layer.key for layer in read_edition(str(tmp_path)).layers] == ["XQ"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{edition: a, title: 甲, status: local, complete: true, color: red}", "color"),
        ("layers: [{code: XQ, mark: sure}]", "sure"),
        ("layers: [{code: XQ, mark: local}]", "edition"),
        (
            "{edition: a, title: 甲, status: local, complete: true, tolerances: {corner: {value: 1, mark: local}}}",
            "corner",
        ),
    ],
)
def test_a_broken_edition_is_named_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegulationDataError, match=words) as caught:
        read_edition(str(path))
    assert "own.yaml" in str(caught.value)


def test_editions_that_name_each_other_as_base_are_refused(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        text = f"{{edition: {one}, title: 甲, status: local, complete: true, base: {other}.yaml}}"
        (tmp_path / f"{one}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RegulationDataError, match="成环"):
        read_edition(str(tmp_path / "a.yaml"))


def test_an_unknown_edition_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="dzt0226-2015-trial"):
        read_edition("dzt0226-1999")
