"""Packages in whatever state: what is missing, damaged or foreign is said, and never stops the reading."""

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.ingest.package import open_package, read_mapping, read_package
from kuanggui.ingest.package.mapping import suggest
from kuanggui.ingest.package.rights import read_rights
from kuanggui.model.package import Damage, Package
from kuanggui.regulation.standards import read_edition
from sample_files.package import EDITION, blocks, write

TRIAL = read_edition(EDITION)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, blocks())


def _shape(root: Path) -> Path:
    return next(root.rglob("*.shp"))


def _read(root: Path) -> Package:
    return read_package(root, TRIAL)


def test_files_belong_to_parts_by_folder_or_word(root: Path) -> None:
    (root / "规划文本").mkdir()
    (root / "规划文本" / "规划.docx").write_bytes(b"x")
    (root / "成果" / "市级附图").mkdir(parents=True)
    (root / "成果" / "市级附图" / "一.jpg").write_bytes(b"x")
    (root / "说明.txt").write_text("x")
    parts = {file.path: file.part for file in _read(root).files}
    assert parts["规划文本/规划.docx"] == "text"
    assert parts["成果/市级附图/一.jpg"] == "maps"
    assert parts["元数据/元数据.xml"] == "metadata"
    assert parts["说明.txt"] == ""
    assert parts["ArcGIS/Shape/C1_990100_D_2020_KAICQK.dbf"] == "layers"


def test_metadata_is_read_from_xml_and_from_lines(root: Path) -> None:
    assert _read(root).metadata == {"title": "示例"}
    (root / "元数据" / "元数据.xml").write_bytes("标题：示例市\n坐标系 = CGCS2000\n".encode("gb18030"))
    assert _read(root).metadata == {"标题": "示例市", "坐标系": "CGCS2000"}
    (root / "元数据" / "元数据.xml").write_text("<a><b></a>")
    assert "不是有效的 XML" in _read(root).metadata_error


@pytest.mark.parametrize("suffix", [".dbf", ".shx", ".prj", ".cpg"])
def test_a_missing_companion_is_named(root: Path, suffix: str) -> None:
    _shape(root).with_suffix(suffix).unlink()
    (layer,) = _read(root).layers
    assert layer.missing == (suffix,)


def test_a_damaged_file_is_one_layer_with_the_reason(root: Path) -> None:
    _shape(root).write_bytes(b"no shapefile")
    (layer,) = _read(root).layers
    assert layer.error
    assert layer.entry == "KAICQK"
    assert list(layer.read()) == []


def test_a_table_cut_short_is_one_layer_with_the_reason(root: Path) -> None:
    table = _shape(root).with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:20])
    (layer,) = _read(root).layers
    assert "属性表不完整" in layer.error


def test_a_wrong_encoding_is_found_with_its_place_and_the_texts_are_read_in_the_right_one(root: Path) -> None:
    _shape(root).with_suffix(".cpg").write_text("UTF-8")
    (layer,) = _read(root).layers
    assert layer.damage == Damage(1, "QKMC", "UTF-8", "GBK")
    assert next(layer.read()).values["QKMC"] == "甲沟1号铁矿"


def test_a_file_geodatabase_is_read_layer_by_layer(tmp_path: Path) -> None:
    path = tmp_path / "990100示例市矿产资源规划数据库" / "规划.gdb"
    path.parent.mkdir()
    names = np.array(["QKBH", "QKMJ"], dtype=object)
    for layer in ("C1_990100_D_2020_KAICQK", "C1_990100_D_2020_KANCHQK"):
        shape = np.array([shapely.to_wkb(shapely.box(112, 38, 112.1, 38.1))], dtype=object)
        data = [np.array(["区1"], dtype=object), np.array([1.25])]
        pyogrio.raw.write(
            path, shape, data, names, layer=layer, driver="OpenFileGDB", crs="EPSG:4490", geometry_type="MultiPolygon",
            promote_to_multi=True, append=path.exists(),
        )  # fmt: skip
    package = _read(path.parent)
    assert [(layer.form, layer.entry, layer.features) for layer in package.layers] == [
        ("filegdb", "KAICQK", 1), ("filegdb", "KANCHQK", 1),
    ]  # fmt: skip
    assert next(package.layers[0].read()).values["QKBH"] == "区1"


def test_a_zip_is_read_as_its_folder_even_with_names_in_gbk(tmp_path: Path, root: Path) -> None:
    packed = tmp_path / "包.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                name = path.relative_to(root.parent).as_posix().encode("gbk").decode("cp437")
                archive.writestr(name, path.read_bytes())
    with open_package(packed) as folder:
        assert folder.name == root.name
        assert _read(folder).layers[0].features == 2


@pytest.mark.parametrize("name", ["../越界.shp", "/root/x.shp", "a/../../x.shp"])
def test_a_zip_that_reaches_outside_is_refused(tmp_path: Path, name: str) -> None:
    packed = tmp_path / "包.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(UnreadableFileError, match="越出"), open_package(packed):
        pass
    assert not (tmp_path.parent / "越界.shp").exists()


@pytest.mark.parametrize("name", ["没有", "一.rar"])
def test_what_is_no_package_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "一.rar").write_bytes(b"x")
    with pytest.raises(UnreadableFileError), open_package(tmp_path / name):
        pass


def test_foreign_names_are_mapped_and_near_misses_suggested(tmp_path: Path, root: Path) -> None:
    shape = _shape(root)
    for path in list(shape.parent.iterdir()):
        shutil.move(path, path.with_name("矿区界" + path.suffix))
    table = root / "ArcGIS/Shape/矿区界.dbf"
    table.write_bytes(table.read_bytes().replace(b"QKMC\0", b"NAME\0"))
    own = tmp_path / "names.yaml"
    own.write_text("layers: {矿区界: KAICQK}\nfields_of: {KAICQK: {NAME: QKMC}}\n", encoding="utf-8")
    (layer,) = read_package(root, TRIAL, read_mapping(own)).layers
    assert (layer.entry, layer.known_by) == ("KAICQK", "mapping")
    assert next(layer.read()).values["QKMC"] == "甲沟1号铁矿"
    assert [(field.given, field.code) for field in layer.fields if field.given] == [("NAME", "QKMC")]
    (unmapped,) = _read(root).layers
    assert (unmapped.entry, unmapped.known_by) == ("KAICQK", "fields")


def test_suggestions_name_the_field_meant() -> None:
    layer = read_edition("dzt0226-2010").layer("KAICAQ")
    assert layer is not None
    given = ["FQBH", "GHQMCC", "GHQMJ", "OBJECTID"]
    assert suggest(layer, read_edition("dzt0226-2010"), given) == {"FQBH": "GHQBH", "GHQMCC": "GHQMC"}


@pytest.mark.parametrize("text", ["names: {a: b}", "layers: [a]", "fields_of: {KAICQK: QKMC}", "a: [", "\udcff"])
def test_a_broken_mapping_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"names\.yaml"):
        read_mapping(path)


RIGHTS = (
    "许可证号,QYZB\n"
    'C1,"1,4,1,3837000.00,38520000.00,2,3837000.00,38520800.00,3,3836400.00,38520800.00,4,3836400.00,38520000.00,850,620,,1,"\n'
    'C2,"1,4,1,3837000.00"\n'
)


def test_a_table_of_rights_gives_ranges_and_says_which_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "采矿权.csv"
    path.write_bytes(RIGHTS.encode("gb18030"))
    first, second = read_rights(path)
    assert first.polygons is not None
    assert first.polygons.crs.definition == "EPSG:4526"
    assert first.values["许可证号"] == "C1"
    assert second.polygons is None
    assert "对不上" in second.remarks[0]


def test_a_table_without_ranges_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "采矿权.csv"
    path.write_text("许可证号,名称\nC1,甲\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="QYZB"):
        list(read_rights(path))
