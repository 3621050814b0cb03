"""Broken coordinate files of every kind: each gives one clear line in Chinese that names the file and what to do."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from kuanggui.app.corners import RangeOptions, read_range
from kuanggui.errors import InputError
from sample_files.ranges import (
    AREA_STRING,
    LAND_TXT,
    PLANE,
    in_degrees,
    write_geoparquet,
    write_layer,
    write_workbook,
    zip_files,
)

XIAN80 = LAND_TXT.replace("2000国家大地坐标系", "80国家大地坐标系")
TABLE = "点号 X Y\n1 3837000 38520000\n2 3837000 38520800\n3 3836400 38520800\n"

TEXTS = {
    "empty": ("  \n", "文件是空的"),
    "words only": ("某县采石场的情况说明\n没有坐标\n", "没有找到拐点坐标.*表头"),
    "area string cut short": (AREA_STRING[:60] + "\n", "圈数、点数与项数.*对不上"),
    "area string with one ring too few": ("3" + AREA_STRING[1:], "圈数、点数与项数.*对不上"),
    "area string with a letter": (AREA_STRING.replace("3836900.00", "38三6900"), "第 1 点.*不是数字"),
    "second of two area strings broken": (AREA_STRING + "\n" + AREA_STRING[:70] + "\n", "第 2 行：区域坐标的圈数"),
    "two area strings in two zones": (AREA_STRING + "\n" + AREA_STRING.replace(",385", ",375"), "各行坐标系不一致"),
    "gdzb with a third number": ("1131530,344005,1;1131600,344005;1131600,343940;1131530,343940", "没有找到|第 1 行|不像"),
    "gdzb of impossible minutes": ("1136130,344005;1136200,344005;1136200,343940", "坐标 1136130 按 DDDMMSS 读时分或秒达到 60"),
    "land txt without parcels": (LAND_TXT.split("[地块坐标]")[0], "没有 .地块坐标. 一节"),
    "land txt without the parcel line": (
        "\n".join(line for line in LAND_TXT.splitlines() if "@" not in line), "第 11 行：坐标之前没有以 @ 结尾的地块行",
    ),
    "land txt with three items": (LAND_TXT.replace("J2,1,3837000.000,", "J2,1,"), "第 13 行：应为点号、圈号.*实有 3 项"),
    "land txt with a letter": (LAND_TXT.replace("38520800.000", "385208OO"), "第 13 行：.*不是数字"),
    "land txt with two corners": (
        "\n".join(LAND_TXT.splitlines()[:13]) + "\n", "第 12 行：地块 一号采石场 第 1 圈不足三点",
    ),
    "land txt on Xi'an 80": (XIAN80, "1980 西安坐标系，不是 CGCS2000；请用 --shift"),
    "land txt on Beijing 54": (LAND_TXT.replace("2000国家", "1954年北京"), "1954 北京坐标系，不是 CGCS2000；请用 --shift"),
    "land txt on an unknown system": (LAND_TXT.replace("2000国家大地坐标系", "独立坐标系"), "不认识的坐标系 独立坐标系.*--crs"),
    "land txt without zone": (LAND_TXT.replace("带号=38", "带号=").replace(",385", ",5"), "没有带号；请用 --zone"),
    "two zones in one list": (TABLE.replace("2 3837000 38520800", "2 3837000 39520800"), "带号不一致（38、39）"),
    "zone outside the country": (TABLE.replace(" 38", " 47"), "带号 47 不是|既不像纵坐标"),
    "coordinate missing": (TABLE.replace("2 3837000 38520800", "2,3837000,").replace(" ", ","), "第 3 行：只有一个坐标（3837000）"),
    "two corners": ("\n".join(TABLE.splitlines()[:3]) + "\n", "只有 2 个点，不成面"),
    "two readings": ("1 113.1530 34.4005\n2 113.1600 34.4005\n3 113.1600 34.3940\n", "两种读法.*113.258333.*113.153000.*--reading"),
    "minutes beyond 60": ("1 113°61′30″ 34°40′05″\n2 113°16′00″ 34°40′05″\n3 113°16′00″ 34°39′40″\n", "第 1 行：.*分或秒达到 60"),
    "some degrees signed and some not": ("1 113°15′30″ 34°40′05″\n2 113.26 34.66\n3 113°16′00″ 34°39′40″\n", "第 2 行：.*不是度分秒"),
    "outside the country": ("1 10.123456 20.1\n2 10.2 20.1\n3 10.2 20.2\n", "第 1 行.*不像中国范围"),
    "metres too short": ("点号 X Y\n1 37000 20000\n2 37000 20800\n3 36400 20800\n", "既不像纵坐标（7 位）加横坐标"),
    "hole first": ("圈标志,点号,X,Y\n-1,1,3837000,38520000\n-1,2,3837000,38520800\n-1,3,3836400,38520800\n", "第 2 行：第一圈标为挖空"),
    "heights that are no numbers": (
        "点号,X,Y,标高上限\n1,3837000,38520000,高\n2,3837000,38520800,高\n3,3836400,38520800,高\n", "第 2 行：'高' 不是数字",
    ),
    "endless line": ("甲" * 30_000, "有 30000 个字符，不像坐标表"),
    "a thousand cells in a line": (",".join(["x1"] * 1000), "有 1000 项，不像坐标表"),
}  # fmt: skip


def _say(path: Path, options: RangeOptions | None = None) -> str:
    """The one line that reading a file comes to."""
    with pytest.raises(InputError) as refused:
        read_range(path, options)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith(f"{path}：")
    assert message.count(str(path)) == 1
    assert len(message) < len(str(path)) + 200
    assert any(mend in message for mend in ("请", "已拒绝"))
    return message


@pytest.mark.parametrize("name", TEXTS)
def test_a_broken_text_gives_its_line(tmp_path: Path, name: str) -> None:
    text, expected = TEXTS[name]
    path = tmp_path / "范围.txt"
    path.write_bytes(text.encode("gb18030"))
    assert re.search(expected, _say(path))


def _no_utf8(folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_bytes(b"1 3837000 38520000 \xff\xff\xff\n")
    return path


def _damaged(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(b"not what the name says \x00\x01" * 20)
        return path

    return write


def _shapefile_without_its_index(folder: Path) -> Path:
    path = write_layer(folder / "a.shp", "ESRI Shapefile", [PLANE], "EPSG:4526")
    path.with_suffix(".dbf").unlink()
    path.write_bytes(path.read_bytes()[:50])
    return path


def _points(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [shapely.Point(113, 34)], "EPSG:4490", "Point")


def _open_line(folder: Path) -> Path:
    return write_layer(folder / "a.dxf", "DXF", [shapely.LineString([(0, 0), (1, 1), (1, 0)])], None, "LineString")


def _no_features(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [shapely.Polygon()], "EPSG:4490")


def _two_layers(folder: Path) -> Path:
    write_layer(folder / "a.gpkg", "GPKG", [PLANE], "EPSG:4526", layer="开采")
    return write_layer(folder / "a.gpkg", "GPKG", [PLANE], "EPSG:4526", layer="勘查")


def _two_layers_zipped(folder: Path) -> Path:
    files = [write_layer(folder / f"{name}.geojson", "GeoJSON", [in_degrees()], "EPSG:4326") for name in "ab"]
    return zip_files(folder / "a.zip", *files)


def _zip_without_layer(folder: Path) -> Path:
    (folder / "readme.doc").write_text("x")
    return zip_files(folder / "a.zip", folder / "readme.doc")


def _wrong_zone(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [PLANE], "EPSG:4527")


def _xian80(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [PLANE], "EPSG:2362")


def _new_zealand(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [PLANE], "EPSG:2193")


def _native_geoparquet(folder: Path) -> Path:
    path = write_geoparquet(folder / "a.parquet", [in_degrees()])
    table = pq.read_table(path)
    meta = table.schema.metadata[b"geo"].replace(b'"WKB"', b'"polygon"')
    pq.write_table(table.replace_schema_metadata({"geo": meta}), path)
    return path


def _null_crs(folder: Path) -> Path:
    path = write_geoparquet(folder / "a.parquet", [in_degrees()])
    table = pq.read_table(path)
    described = json.loads(table.schema.metadata[b"geo"])
    described["columns"]["geom"]["crs"] = None
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(described)}), path)
    return path


def _plain_parquet(folder: Path) -> Path:
    pq.write_table(pa.table({"a": [1]}), folder / "a.parquet")
    return folder / "a.parquet"


def _sheet_without_corners(folder: Path) -> Path:
    return write_workbook(folder / "a.xlsx", [["矿种", "数量"], ["煤", 3]])


def _sheet_with_half_a_corner(folder: Path) -> Path:
    return write_workbook(
        folder / "a.xlsx", [["点号", "X", "Y"], [1, 3837000, 38520000], [2, 3837000, None], [3, 3836400, 38520800]]
    )


def _sheet_of_many_columns(folder: Path) -> Path:
    return write_workbook(folder / "a.xlsx", [list(range(400))])


def _too_many_features(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", "GPKG", [shapely.box(113, 34, 113.1, 34.1)] * 20_001, "EPSG:4490")


def _vrt(folder: Path) -> Path:
    path = folder / "a.vrt"
    path.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    )
    return path


def _entities(folder: Path) -> Path:
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    path = folder / "a.kml"
    path.write_text(
        f'<!DOCTYPE d [<!ENTITY a "0,0 1,1 ">{laughs}]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><LineString>'
        "<coordinates>&i;</coordinates></LineString></Placemark></kml>"
    )
    return path


def _nested(folder: Path) -> Path:
    path = folder / "a.geojson"
    path.write_text('{"type":"FeatureCollection","features":[' + '{"a":' * 100_000)
    return path


def _swelling_kmz(folder: Path) -> Path:
    (folder / "doc.kml").write_bytes(bytes(60 * 1024 * 1024))
    return zip_files(folder / "a.kmz", folder / "doc.kml")


def _endless_list(folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_bytes(b"1 3837000 38520000\n" * 200_001)
    return path


FILES: list[tuple[Callable[[Path], Path], str]] = [
    (lambda folder: folder / "none.txt", "找不到这个文件"),
    (lambda folder: folder / "none.shp", "没有这个文件"),
    (lambda folder: folder, "不认识扩展名|是文件夹"),
    (_no_utf8, "既不是 UTF-8 也不是 GBK"),
    (_damaged("a.shp"), "不是可读的矢量图层"),
    (_damaged("a.gpkg"), "不是可读的矢量图层"),
    (_damaged("a.kml"), "不是可读的矢量图层"),
    (_damaged("a.dxf"), "不是可读的矢量图层|没有带几何的要素|没有空间图层"),
    (_damaged("a.geojson"), "不是可读的矢量图层"),
    (_damaged("a.parquet"), "不是有效的 GeoParquet"),
    (_damaged("a.zip"), "压缩包已损坏"),
    (_damaged("a.xlsx"), "内容却是纯文本"),
    (_damaged("a.mdb"), "不认识扩展名 .mdb"),
    (_shapefile_without_its_index, "不是可读的矢量图层|没有带几何的要素"),
    (_points, "第 1 个要素是 Point，不是面"),
    (_open_line, "第 1 个要素是 LineString，不是面，也不是闭合的线"),
    (_no_features, "没有带几何的要素"),
    (_two_layers, "文件有 2 个图层（开采、勘查）；请用 --layer"),
    (_two_layers_zipped, "压缩包内有 2 个图层"),
    (_zip_without_layer, "压缩包内没有矢量图层"),
    (_wrong_zone, "不在坐标系 .* 的中国范围内；请核对坐标系与带号"),
    (_xian80, "1980 西安坐标系，不是 CGCS2000；请用 --shift"),
    (_new_zealand, "不是 CGCS2000"),
    (_native_geoparquet, "几何编码为 polygon，只支持 WKB"),
    (_null_crs, "没有坐标系；请用 --crs 给出，如 EPSG:4490"),
    (_plain_parquet, "不是有效的 GeoParquet"),
    (_sheet_without_corners, "没有找到拐点坐标"),
    (_sheet_with_half_a_corner, "第 3 行：只有一个坐标"),
    (_sheet_of_many_columns, "有 400 列，不像坐标表"),
    (_too_many_features, "要素多于 20000 个.*layer add"),
    (_vrt, "不认识扩展名 .vrt"),
    (_entities, "不是可读的矢量图层"),
    (_nested, "不是可读的矢量图层"),
    (_swelling_kmz, "压缩炸弹"),
    (_endless_list, "表格多于 200000 行"),
]


@pytest.mark.parametrize(("write", "expected"), FILES, ids=lambda value: getattr(value, "__name__", "")[:40])
def test_a_broken_file_gives_its_line(tmp_path: Path, write: Callable[[Path], Path], expected: str) -> None:
    assert re.search(expected, _say(write(tmp_path)))


OPTIONS = {
    "zone that is none": (RangeOptions(zone=24), "带号 24 不是中国的"),
    "shift of four numbers": (RangeOptions(shift="1,2,3,4"), "应为三个或七个数"),
    "shift of words": (RangeOptions(shift="甲,乙,丙"), "应为三个或七个数"),
    "system that is none": (RangeOptions(crs="EPSG:99999"), "不认识的坐标系 EPSG:99999"),
    "system of another country": (RangeOptions(crs="EPSG:2193"), "不是 CGCS2000"),
    "degrees named for metres": (RangeOptions(crs="EPSG:4490"), "给定的坐标系是经纬度，坐标却是平面坐标"),
    "another zone than the eastings carry": (
        RangeOptions(crs="EPSG:4548"),
        "带号 38.*与给定坐标系的中央经线 117° 不符",
    ),
    "encoding that is none": (RangeOptions(encoding="klingon"), "不能按 klingon 解码"),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_wrong_option_gives_its_line(tmp_path: Path, name: str) -> None:
    options, expected = OPTIONS[name]
    path = tmp_path / "范围.txt"
    path.write_text(TABLE, encoding="utf-8")
    assert re.search(expected, _say(path, options))
