"""What is written into a package is read back identically, whatever the form."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.ingest.package import read_package
from kuanggui.model.package import Feature, LayerData
from kuanggui.model.package.layer import Value
from kuanggui.regulation.standards import read_edition
from kuanggui.reports.package import PackageForm
from sample_files.package import EDITION, block, blocks, write


def _read(root: Path) -> LayerData:
    package = read_package(root, read_edition(EDITION))
    (layer,) = package.layers
    return layer


def _given(values: Mapping[str, Value]) -> dict[str, Value]:
    return {code: value for code, value in values.items() if value is not None}


@pytest.mark.parametrize("form", list(PackageForm))
def test_values_and_geometries_come_back(tmp_path: Path, form: PackageForm) -> None:
    written = blocks()
    layer = _read(write(tmp_path, written, form))
    read = list(layer.read())
    assert (layer.code, layer.entry, layer.known_by, layer.geometry, layer.crs) == (
        "KAICQK", "KAICQK", "code", "polygon", "EPSG:4490",
    )  # fmt: skip
    assert [feature.number for feature in read] == [1, 2]
    for before, after in zip(written, read, strict=True):
        assert _given(after.values) == _given(before.values)
        assert shapely.equals(shapely.from_wkb(after.wkb), shapely.from_wkb(before.wkb))


def test_a_package_of_a_package_is_the_same_package(tmp_path: Path) -> None:
    first = write(tmp_path / "one", blocks())
    again = tuple(_read(first).read())
    second = write(tmp_path / "two", again)
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    for name in names:
        if name.suffix in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
            assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_shapefile_is_gbk_with_companions_and_the_lengths_of_the_catalogue(tmp_path: Path) -> None:
    root = write(tmp_path, blocks())
    assert root.name == "990100示例市矿产资源规划数据库"
    shape = root / "ArcGIS" / "Shape" / "C1_990100_D_2020_KAICQK.shp"
    assert shape.with_suffix(".cpg").read_text() == "GBK"
    assert "China" in shape.with_suffix(".prj").read_text()
    assert "甲沟1号铁矿".encode("gbk") in shape.with_suffix(".dbf").read_bytes()
    layer = _read(root)
    assert (layer.encoding, layer.damage, layer.missing) == ("GBK", None, ())
    area = layer.field("QKMJ")
    assert area is not None
    assert (area.type, area.decimals) == ("decimal", 4)


def test_empty_geometry_is_kept_as_none(tmp_path: Path) -> None:
    layer = _read(write(tmp_path, (Feature(1, {"QKBH": "A"}), *blocks()[:1])))
    assert [feature.wkb is None for feature in layer.read()] == [True, False]


def test_holes_and_parts_come_back(tmp_path: Path) -> None:
    ring = shapely.box(112, 38, 112.1, 38.1).difference(shapely.box(112.04, 38.04, 112.06, 38.06))
    both = shapely.MultiPolygon([ring, shapely.box(112.2, 38, 112.3, 38.1)])
    layer = _read(write(tmp_path, (Feature(1, {"QKBH": "A"}, shapely.to_wkb(both)),)))
    assert shapely.equals(shapely.from_wkb(next(layer.read()).wkb), both)


def test_a_text_too_long_for_a_dbf_field_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="KAICQK 第 1 个要素：BZ 有 300 字节，超过字段长度 254"):
        write(tmp_path, (block(1, 112.1, 38.1, BZ="长" * 150),))
    assert list(tmp_path.iterdir()) == []


def test_a_character_that_gbk_lacks_is_refused_for_shapefile_only(tmp_path: Path) -> None:
    feature = block(1, 112.1, 38.1, BZ="𠀀")
    with pytest.raises(InputError, match="𠀀"):
        write(tmp_path, (feature,))
    assert next(_read(write(tmp_path, (feature,), PackageForm.GEOPACKAGE)).read()).values["BZ"] == "𠀀"


def test_a_package_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, blocks())
    with pytest.raises(InputError, match="已存在"):
        write(tmp_path, blocks())


def test_filled_values_follow_from_the_geometry() -> None:
    feature = blocks()[0]
    assert feature.values["QKMJ"] == Decimal("0.9735")
    assert (
        feature.values["GDZB"]
        == "1120636.000,380600.000;1120600.000,380600.000;1120600.000,380636.000;1120636.000,380636.000"
    )
    assert feature.values["BSM"] == 1
