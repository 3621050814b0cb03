"""国土 TXT files: item counts, encodings, zones, rings, and what is wrong with broken ones."""

import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.formats.land_txt import decode, read_land_txt, write_land_txt
from kuanggui.spatial.polygons import to_shapely

HEADER = """[属性描述]
格式版本号=1.01版本
坐标系=2000国家大地坐标系
几度分带=3
计量单位=米
带号=38
转换参数=,,,,,,
[地块坐标]
"""
PIERCED = """10,44.0000,CQ001,某采石场,面,,采矿用地,,@
J1,1,3837000.000,38520000.000
J2,1,3837000.000,38520800.000
J3,1,3836400.000,38520800.000
J4,1,3836400.000,38520000.000
J1,1,3837000.000,38520000.000
J5,2,3836900.000,38520200.000
J6,2,3836900.000,38520400.000
J7,2,3836700.000,38520400.000
J8,2,3836700.000,38520200.000
J5,2,3836900.000,38520200.000
"""
SECOND = """4,1.0000,CQ002,二号,面,,采矿用地,0602,甲,乙,丙,丁,戊,@
1,1,3838000,38520000
2,1,3838000,38520100
3,1,3837900,38520100
1,1,3838000,38520000
"""


def test_parcels_with_hole_and_with_more_items_are_read() -> None:
    reading = read_land_txt(HEADER + PIERCED + SECOND)
    assert measure_plane_areas(reading.polygons) == pytest.approx([440_000, 5_000])
    assert [parcel.name for parcel in reading.parcels] == ["某采石场", "二号"]
    assert reading.parcels[1].attributes["地类编码"] == "0602"
    assert reading.polygons.crs.definition == "EPSG:4526"
    assert reading.doubts == ()


def test_file_comes_back_as_it_was_written() -> None:
    reading = read_land_txt(HEADER + PIERCED)
    header = {"坐标系": "2000国家大地坐标系", "带号": "38"}
    written = write_land_txt(reading.parcels, header)
    assert PIERCED.replace("\n", "\r\n") in written
    again = read_land_txt(decode(written.encode("gb18030")))
    assert shapely.equals(to_shapely(again.polygons), to_shapely(reading.polygons)).all()


def test_eastings_without_zone_number_take_it_from_the_header() -> None:
    reading = read_land_txt(HEADER + SECOND.replace("38520", "520"))
    assert reading.polygons.crs.definition == "EPSG:4547"


def test_open_ring_is_closed_and_wrong_count_told() -> None:
    reading = read_land_txt(HEADER + SECOND.replace("4,1.0000", "9,1.0000").removesuffix("1,1,3838000,38520000\n"))
    assert measure_plane_areas(reading.polygons) == pytest.approx([5_000])
    assert ["闭合" in doubt.text or "界址点数写 9" in doubt.text for doubt in reading.doubts] == [True, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("随便一段文字", "地块坐标"),
        (HEADER, "没有地块"),
        (HEADER + "1,1,3838000,38520000\n", "第 9 行：坐标之前没有"),
        (HEADER + SECOND.replace("2,1,3838000,38520100", "2,1,3838000"), "第 11 行：应为"),
        (HEADER + SECOND.replace("3837900", "ABC"), "不是数字"),
        (HEADER + "".join(SECOND.splitlines(keepends=True)[:3]), "不足三点"),
        (HEADER + SECOND.splitlines(keepends=True)[0], "没有坐标"),
        (HEADER.replace("2000国家大地坐标系", "80国家大地坐标系") + SECOND, "不是 CGCS2000"),
        (HEADER.replace("带号=38", "带号=") + SECOND.replace("38520", "520"), "没有带号"),
    ],
)
def test_broken_files_give_a_clear_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_land_txt(text)


def test_bytes_in_neither_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="UTF-8"):
        decode(b"\xff\xff\xff")
