"""Corner tables as people write them: headers, several ranges, holes, tables side by side, two systems, sentences around."""

import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.crs import find_gauss_kruger
from kuanggui.spatial.formats.corner_table import read_corner_table
from kuanggui.spatial.formats.datum import Datum, parse_shift
from kuanggui.spatial.formats.parcels import Reading
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.formats.rows import Row, split_lines
from kuanggui.spatial.polygons import to_shapely


def _read(text: str, hint: Hint | None = None) -> Reading:
    return read_corner_table(split_lines(text), hint)


def _square(east: int, north: int, size: int, first: int = 1, mark: str = ",") -> str:
    corners = [(north, east), (north, east + size), (north - size, east + size), (north - size, east)]
    return "".join(f"{first + k}{mark}{x}{mark}{y}\n" for k, (x, y) in enumerate(corners))


A, B = _square(38520000, 3837000, 800), _square(38530000, 3837000, 400)


def test_blank_row_parts_ranges_and_headings_name_them() -> None:
    reading = _read(f"一号采石场范围拐点坐标\n点号,X,Y\n{A}\n二号采石场（扩大）\n{B}")
    assert [parcel.name for parcel in reading.parcels] == ["一号采石场", "二号采石场"]
    assert measure_plane_areas(reading.polygons) == pytest.approx([640_000, 160_000])
    assert reading.doubts == ()
    assert reading.parcels[1].place == "第 9 行"


def test_header_holds_for_later_tables_and_may_be_repeated() -> None:
    reading = _read(f"点号,X,Y\n{A}点号,X,Y\n{B}")
    assert len(reading.parcels) == 2


def test_column_of_names_parts_ranges_and_is_filled_down() -> None:
    rows = [Row("r", ("区块名称", "点号", "X", "Y"))]
    for name, text in (("甲", A), ("乙", B)):
        for number, line in enumerate(text.splitlines()):
            rows.append(Row(f"第 {len(rows) + 1} 行", ((name if number == 0 else ""), *line.split(","))))
    assert [parcel.name for parcel in read_corner_table(rows).parcels] == ["甲", "乙"]


def test_ring_numbers_make_holes_and_flags_decide() -> None:
    hole = _square(38520200, 3836800, 200, 5)
    with_rings = "".join(f"1,{line}\n" for line in A.splitlines()) + "".join(
        f"2,{line}\n" for line in hole.splitlines()
    )
    assert measure_plane_areas(_read("圈号,点号,X,Y\n" + with_rings).polygons) == pytest.approx([600_000])
    parts = "".join(f"1,1,{line}\n" for line in A.splitlines()) + "".join(f"2,1,{line}\n" for line in B.splitlines())
    (shape,) = to_shapely(_read("圈号,圈标志,点号,X,Y\n" + parts).polygons)
    assert [part.area for part in shape.geoms] == pytest.approx([640_000, 160_000])


def test_ring_within_a_ring_is_a_hole_with_a_doubt_and_beside_it_a_part() -> None:
    closing = "1,3837000,38520000\n"
    nested = _read(A + closing + _square(38520200, 3836800, 200, 5))
    assert measure_plane_areas(nested.polygons) == pytest.approx([600_000])
    (doubt,) = nested.doubts
    assert doubt.readings == ("挖空", "另一个重叠的范围")
    assert doubt.where == "第 6 行"
    beside = _read(A + closing + _square(38530000, 3837000, 400, 5))
    assert measure_plane_areas(beside.polygons) == pytest.approx([800_000])
    assert beside.doubts == ()


def test_corner_numbers_that_begin_again_are_told() -> None:
    reading = _read(A + B)
    assert measure_plane_areas(reading.polygons) == pytest.approx([800_000])
    (doubt,) = reading.doubts
    assert "点号 1 重新开始" in doubt.text


def test_tables_side_by_side_are_one_list_of_corners() -> None:
    lines = A.splitlines()
    text = "点号,X,Y,点号,X,Y\n" + f"{lines[0]},{lines[2]}\n{lines[1]},{lines[3]}\n"
    reading = _read(text)
    assert reading.parcels[0].rings[0].labels == ("1", "2", "3", "4")
    assert measure_plane_areas(reading.polygons) == pytest.approx([640_000])


def test_an_uneven_number_of_corners_side_by_side_leaves_cells_empty() -> None:
    lines = A.splitlines()
    reading = _read("点号,X,Y,点号,X,Y\n" + f"{lines[0]},{lines[2]}\n{lines[1]},,,\n")
    assert reading.parcels[0].rings[0].labels == ("1", "2", "3")


def test_of_two_systems_side_by_side_the_newer_is_read() -> None:
    rows = ["点号,1980西安坐标系,,2000国家大地坐标系,", "点号,X,Y,X,Y"]
    rows += [f"{k},{int(x) + 70},{int(y) + 120},{x},{y}" for k, x, y in (line.split(",") for line in A.splitlines())]
    reading = _read("\n".join(rows))
    assert to_shapely(reading.polygons)[0].bounds == (38_520_000, 3_836_200, 38_520_800, 3_837_000)
    assert reading.doubts == ()


def test_older_system_alone_is_refused_and_read_with_parameters() -> None:
    text = f"拐点坐标（1980西安坐标系）\n点号,X,Y\n{A}"
    with pytest.raises(InputError, match=r"1980 西安坐标系.*--shift"):
        _read(text)
    reading = _read(text, Hint(shift=parse_shift("0,0,0")))
    assert "按给定参数" in reading.doubts[0].text
    # Without a shift only the ellipsoid changes: about two metres to the south at this latitude.
    assert reading.polygons.y[0] - 3_837_000 == pytest.approx(-1.81, abs=0.01)


def test_second_pair_of_columns_is_compared_with_the_first() -> None:
    crs = find_gauss_kruger(114, 3, prefixed=True)
    lines = []
    for line in A.splitlines():
        label, x, y = line.split(",")
        lon, lat = crs.to_degrees(*(shapely.get_coordinates(shapely.Point(float(y), float(x))).T))
        lines.append(f"{label},{x},{y},{lon[0]:.7f},{lat[0]:.7f}")
    agreeing = _read("点号,X,Y,经度,纬度\n" + "\n".join(lines))
    assert agreeing.doubts == ()
    lines[2] = lines[2].replace("3836200", "3836100")
    (doubt,) = _read("点号,X,Y,经度,纬度\n" + "\n".join(lines)).doubts
    assert doubt.where == "第 4 行"
    assert "1 点不一致，最大相差 100." in doubt.text
    assert len(doubt.readings) == 2


def test_metres_without_zone_are_read_from_the_degrees_beside_them() -> None:
    text = "点号,X,Y,经度,纬度\n1,3837000,520000,114.2182,34.6609\n2,3837000,520800,114.2269,34.6609\n3,3836400,520800,114.2269,34.6555\n"
    reading = _read(text)
    assert reading.polygons.crs.is_geographic
    assert "第一组坐标不能用" in reading.doubts[0].text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("开采标高：850米至620米", (850, 620)),
        ("标高由620m至850m", (850, 620)),
        ("开采深度 +850～-20 m", (850, -20)),
        ("采深:850.5-620", (850.5, 620)),
    ],
)
def test_limits_are_read_from_a_sentence_above_or_below(sentence: str, expected: tuple[float, float]) -> None:
    for text in (f"{sentence}\n{A}", f"{A}{sentence}\n"):
        (parcel,) = _read(text).parcels
        assert (parcel.highest_m, parcel.lowest_m) == expected


def test_limits_belong_to_their_own_table() -> None:
    reading = _read(f"甲\n{A}标高：850米至620米\n乙\n标高：700米至600米\n{B}")
    assert [(parcel.highest_m, parcel.lowest_m) for parcel in reading.parcels] == [(850, 620), (700, 600)]


@pytest.mark.parametrize("between", ["合计,,", "面积：0.64平方公里", "以上各点由某单位测量"])
def test_limits_behind_a_table_stay_its_own_whatever_stands_between(between: str) -> None:
    (parcel,) = _read(f"甲\n点号,X,Y\n{A}{between}\n开采标高：850米至620米\n").parcels
    assert (parcel.name, parcel.highest_m) == ("甲", 850)
    if between != "以上各点由某单位测量":
        reading = _read(f"甲\n{A}{between}\n标高：850米至620米\n乙\n{B}")
        assert [(parcel.name, parcel.highest_m) for parcel in reading.parcels] == [("甲", 850), ("乙", None)]


@pytest.mark.parametrize(
    "sentence",
    ["中央经线114°", "中央子午线为114度", "3度分带，带号38", "3度带第38带"],
)
def test_zone_is_read_from_a_sentence(sentence: str) -> None:
    reading = _read(f"{sentence}\n{_square(520000, 3837000, 800)}")
    assert reading.polygons.crs.definition == "EPSG:4547"


def test_zone_of_the_sentence_yields_to_that_of_the_eastings_with_a_doubt() -> None:
    reading = _read(f"中央经线117°\n{A}")
    assert reading.polygons.crs.definition == "EPSG:4526"
    assert len(reading.doubts[0].readings) == 2


def test_name_of_a_city_is_no_datum() -> None:
    reading = _read(f"西安市某采石场拐点坐标（2000国家大地坐标系）\n{A}\n北京市某砂石场\n{B}")
    assert len(reading.parcels) == 2


def test_user_datum_wins_over_that_of_the_text() -> None:
    zone = find_gauss_kruger(114, 3, prefixed=True)
    reading = _read(f"1980西安坐标系\n{A}", Hint(crs=zone, datum=Datum.CGCS2000))
    assert reading.polygons.x[0] == 38_520_000


@pytest.mark.parametrize(
    "line",
    [
        "1、3837000，38520000",
        "1) 3837000 38520000",
        "1\t3837000\t38520000",
        "1;3837000;38520000",
        "1|3837000|38520000",
        "J1 X=3837000 Y=38520000",
    ],
)
def test_lines_are_parted_in_every_usual_way(line: str) -> None:
    (row,) = split_lines(line)
    assert row.cells[1:] == ("3837000", "38520000")


def test_header_words_may_carry_blanks_brackets_and_units() -> None:
    reading = _read("拐点 编号,纵坐标 X（米）,横坐标 Y（米）,高程(m)\n" + A.replace("\n", ",850.5\n"))
    assert measure_plane_areas(reading.polygons) == pytest.approx([640_000])


def test_other_columns_are_kept_as_attributes() -> None:
    (parcel,) = _read("点号,X,Y,矿种\n" + A.replace("\n", ",建筑石料用灰岩\n")).parcels
    assert parcel.attributes == {"矿种": "建筑石料用灰岩"}


@pytest.mark.parametrize("row", ["J2,112.41", "J2,112.41,", "J2,112.41,38.3O", "2,112.41", "2;112.41"])
def test_a_corner_that_lacks_a_coordinate_is_named_and_not_passed_for_a_sentence(row: str) -> None:
    letter, mark = row[0].removesuffix("2"), ";" if ";" in row else ","
    table = f"{letter}1,112.40,38.30\n{row}\n{letter}3,112.41,38.31\n{letter}4,112.40,38.31".replace(",", mark)
    with pytest.raises(InputError, match="第 2 行"):
        _read(table)


def test_the_number_of_a_corner_is_never_its_latitude() -> None:
    with pytest.raises(InputError, match="第 2 行：“2 112°24′36″”里少一个坐标"):
        _read("1,112°24′00″,38°18′00″\n2,112°24′36″\n3,112°24′36″,38°18′36″\n4,112°24′00″,38°18′36″")


def test_numbers_that_lie_nowhere_in_china_are_quoted() -> None:
    with pytest.raises(InputError, match=r"第 1 行：“2[.]40 48[.]30”不像中国范围内"):
        _read("2.40,48.30\n2.41,48.30\n2.41,48.31")
