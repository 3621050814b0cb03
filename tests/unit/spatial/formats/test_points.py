"""Places given by a pair of coordinates, in the notations in which people have them."""

import pytest

from kuanggui.errors import InputError
from kuanggui.spatial.formats.points import read_points

LON, LAT = 112 + 30 / 60 + 15.2 / 3600, 39 + 55 / 60 + 10 / 3600
WRITTEN = [
    "112°30′15.2″E 39°55′10″N",
    "112° 30' 15.2\" E, 39° 55' 10\" N",
    "E112°30′15.2″N39°55′10″",
    "112°30′15.2″、39°55′10″",
    "东经112度30分15.2秒北纬39度55分10秒",
    "北纬39°55′10″，东经112°30′15.2″",
    "112 30 15.2, 39 55 10",
    "39 55 10 112 30 15.2",
    "112-30-15.2,39-55-10",
    "112.5042222,39.9194444",
    "39.9194444 112.5042222",
    "N39.9194444 E112.5042222",
    "39.9194444N, 112.5042222E",
    "112.5042222°，39.9194444°",
    "经度：112.5042222 纬度：39.9194444",
    "112°30.253333′ 39°55.166667′",
    "112 30.253333 39 55.166667",
    "112°30.253333′ N39°55.166667′",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_place_is_read_in_every_notation(text: str) -> None:
    found = read_points(text)
    assert found is not None
    (point,) = found.points
    assert (point.lon, point.lat) == pytest.approx((LON, LAT), abs=1e-6)
    assert point.reading == ""


@pytest.mark.parametrize("text", ["X=4420000 Y=37628000", "37628000,4420000", "Y：37628000 X：4420000"])
def test_metres_on_a_plane_are_told_apart_by_their_size(text: str) -> None:
    found = read_points(text)
    assert found is not None
    (point,) = found.points
    assert (point.lon, point.lat) == pytest.approx((112.49682, 39.90452), abs=1e-5)
    assert found.crs.endswith("zone 37")


def test_degrees_that_may_be_packed_are_two_places() -> None:
    found = read_points("112.30152,39.55100")
    assert found is not None
    assert [(point.reading, round(point.lon, 5)) for point in found.points] == [
        ("decimal", 112.30152),
        ("packed", 112.50422),
    ]


def test_two_places_keep_their_numbers() -> None:
    found = read_points("J1,112.30171,39.58\nJ2,112.49,39.71")
    assert found is not None
    assert [point.label for point in found.points] == ["J1", "J2"]


@pytest.mark.parametrize("text", ["", "铁矿", "2021-2025", "5.5 5.6", "112.1,39.1\n112.2,39.1\n112.2,39.2"])
def test_words_and_ranges_are_no_places(text: str) -> None:
    assert read_points(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("112°75′15″ 39°55′10″", "分或秒达到 60"),
        ("112.5°30′ 39°55′", "只有最后一级可以带小数"),
        ("447000 4420000", "没有带号"),
    ],
)
def test_what_is_wrong_with_a_place_is_told(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_points(text)
