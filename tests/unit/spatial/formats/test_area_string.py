"""区域坐标 strings of both variants, whole and broken."""

import numpy as np
import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.formats.area_string import read_area_string, write_area_string
from kuanggui.spatial.formats.notation import Notation
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.polygons import to_shapely

PIERCED = (
    "2,4,1,3837000.00,38520000.00,2,3837000.00,38520800.00,3,3836400.00,38520800.00,4,3836400.00,38520000.00,850,620,,1,"
    "4,5,3836900.00,38520200.00,6,3836900.00,38520400.00,7,3836700.00,38520400.00,8,3836700.00,38520200.00,850,620,,-1,"
)
BARE = "1,4,113.1530,34.4005,113.1600,34.4005,113.1600,34.3940,113.1530,34.3940,0,0,0"


def test_plane_string_gives_ring_hole_zone_numbers_and_elevations() -> None:
    reading = read_area_string(PIERCED)
    assert reading.polygons.crs.definition == "EPSG:4526"
    assert measure_plane_areas(reading.polygons) == pytest.approx([440_000])
    assert to_shapely(reading.polygons)[0].bounds == (38_520_000, 3_836_400, 38_520_800, 3_837_000)
    (parcel,) = reading.parcels
    assert (parcel.highest_m, parcel.lowest_m) == (850, 620)
    assert [ring.labels for ring in parcel.rings] == [("1", "2", "3", "4"), ("5", "6", "7", "8")]
    assert reading.doubts == ()


def test_string_comes_back_as_it_was_written() -> None:
    (parcel,) = read_area_string(PIERCED).parcels
    assert write_area_string(parcel) == PIERCED


def test_bare_string_of_packed_degrees_is_read_and_the_other_reading_told() -> None:
    reading = read_area_string(BARE)
    assert to_shapely(reading.polygons)[0].bounds == pytest.approx(
        (113.258333333, 34.661111111, 113.266666667, 34.668055556)
    )
    (doubt,) = reading.doubts
    assert len(doubt.readings) == 2


def test_user_decides_between_packed_and_decimal_degrees() -> None:
    decimal = read_area_string(BARE, Hint(Notation.DECIMAL))
    assert to_shapely(decimal.polygons)[0].bounds == pytest.approx((113.153, 34.394, 113.16, 34.4005))
    assert decimal.doubts[0].readings == read_area_string(BARE).doubts[0].readings
    assert read_area_string(BARE, Hint(Notation.DECIMAL, decided=True)).doubts == ()


def test_degrees_that_cannot_be_packed_are_read_as_decimal_with_a_doubt() -> None:
    reading = read_area_string("1,3,113.1575,34.4005,113.1600,34.4005,113.1600,34.3990,")
    assert reading.polygons.x[0] == 113.1575
    assert "达到 60" in reading.doubts[0].text


@pytest.mark.parametrize("swap", [False, True])
def test_axes_are_told_by_size(swap: bool) -> None:
    corners = [("3837000", "520000"), ("3837000", "520800"), ("3836400", "520800")]
    text = (
        "1,3,"
        + ",".join(f"{k},{b},{a}" if swap else f"{k},{a},{b}" for k, (a, b) in enumerate(corners, 1))
        + ",1000,-1000,,1,"
    )
    reading = read_area_string(text, Hint(central_meridian=114))
    assert reading.polygons.crs.definition == "EPSG:4547"
    assert np.all(reading.polygons.x < 1_000_000)
    assert reading.parcels[0].lowest_m is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "空的"),
        ("1,4,1,3837000,38520000", "第 1 圈写 4 点，串却在第 5 项结束"),
        (PIERCED.replace("2,4,1", "3,4,1", 1), "写 3 圈，只有 2 圈"),
        (PIERCED.replace("2,4,1", "1,4,1", 1), "写 1 圈，其后还有 17 项"),
        (PIERCED.replace("2,4,1", "2,3,1", 1), "第 1 圈写 3 点，其后第 12 项起应为标高上限"),
        (PIERCED.replace(",1,4,5,", ",1,二,5,"), r"第 2 圈的点数（第 \d+ 项 '二'）不是"),
        ("2,3,113.1,34.1,113.2,34.1,113.2,34.2,0,0,0", "写 2 圈，只有 1 圈"),
        (PIERCED.replace("3836900.00", "38三690", 1), "不是数字"),
        ("1,3,1,3837000,520000,2,3837000,520800,3,3836400,520800,0,0,,1,", "没有带号"),
        ("1,3,1,3837000,38520000,2,3837000,39520800,3,3836400,38520800,0,0,,1,", "带号不一致"),
        ("1,3,1,37000,20000,2,37000,20800,3,36400,20800,0,0,,1,", "请核对"),
        ("1,3,10.1,20.1,10.2,20.1,10.2,20.2,", "不是中国范围"),
    ],
)
def test_broken_strings_give_a_clear_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_area_string(text)


def test_a_first_ring_that_is_cut_out_is_refused() -> None:
    with pytest.raises(InputError, match="第一圈标为挖空"):
        read_area_string(PIERCED.replace(",,1,", ",,-1,"))


def test_full_width_punctuation_is_accepted() -> None:
    wide = PIERCED.replace(",", "，").replace("1", "１")
    assert shapely.equals(
        to_shapely(read_area_string(wide).polygons), to_shapely(read_area_string(PIERCED).polygons)
    ).all()


def test_limits_the_wrong_way_round_are_doubted() -> None:
    assert "低于下限" in read_area_string(PIERCED.replace("850,620", "620,850")).doubts[0].text
