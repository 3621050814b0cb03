"""Degrees in every notation, there and back, and GDZB strings made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.errors import InputError
from kuanggui.spatial.formats.gdzb import read_gdzb, write_gdzb
from kuanggui.spatial.formats.notation import Notation, has_signs, parse_number, parse_signs, to_degrees, write_packed
from kuanggui.spatial.formats.parcels import Parcel, Ring
from kuanggui.spatial.formats.placing import Hint, place
from kuanggui.spatial.polygons import to_shapely

GDZB = "1131530,344005;1131600,344005;1131600,343940;1131530,343940"


@given(st.floats(70, 140), st.sampled_from([Notation.PACKED, Notation.WHOLE]))
def test_written_degrees_are_read_back_to_half_a_thousandth_of_a_second(degrees: float, notation: Notation) -> None:
    read = to_degrees(parse_number(write_packed(degrees, notation), "x"), notation)
    assert abs(read - degrees) * 3600 <= 0.000501


def test_seconds_that_round_to_sixty_carry_over() -> None:
    assert write_packed(113 + 15 / 60 + 59.9999 / 3600, Notation.WHOLE) == "1131600.000"


@pytest.mark.parametrize(
    "text",
    [
        "113°15′30.12″",
        "113度15分30.12秒",
        "113°15'30.12\"",
        "１１３°１５′３０．１２″",
        "东经113°15′30.12″",
        "E113°15′30.12″",
        "113-15-30.12",
        "113:15:30.12",
        "113º 15′ 30.12″",
    ],
)
def test_degree_signs_of_all_kinds_are_read(text: str) -> None:
    assert parse_signs(text, "x") == pytest.approx(113 + 15 / 60 + 30.12 / 3600, abs=1e-12)


@pytest.mark.parametrize("text", ["113°61′00″", "113°10′60″", "一百一十三度", "113-15-30-20", "113°15°30″"])
def test_impossible_degrees_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="x："):
        parse_signs(text, "x")


@pytest.mark.parametrize(
    ("text", "signed"), [("113°", True), ("113-15-30", True), ("E113", True), ("113.25", False), ("J1", False)]
)
def test_degrees_with_signs_are_told_from_numbers(text: str, signed: bool) -> None:
    assert has_signs(text) is signed


def test_numbers_that_could_be_either_are_refused_with_both_readings() -> None:
    ring = Ring(("1", "2", "3"), ("113.1530", "113.1600", "113.1600"), ("34.4005", "34.4005", "34.3940"))
    with pytest.raises(InputError, match=r"两种读法.*113\.258333.*113\.153000.*--reading"):
        place([Parcel((ring,))], Hint())


def test_corners_with_degree_signs_are_placed() -> None:
    ring = Ring(("1", "2", "3"), ("34°40′05″", "34°40′05″", "34°39′40″"), ("113°15′30″", "113°16′00″", "113°16′00″"))
    placed = place([Parcel((ring,))], Hint())
    assert placed.points[0][0] == pytest.approx((113.258333333, 34.668055556))


@pytest.mark.parametrize("swap", [False, True])
def test_gdzb_is_read_whichever_number_comes_first(swap: bool) -> None:
    text = ";".join(",".join(reversed(pair.split(","))) for pair in GDZB.split(";")) if swap else GDZB
    reading = read_gdzb(text)
    assert to_shapely(reading.polygons)[0].bounds == pytest.approx(
        (113.258333333, 34.661111111, 113.266666667, 34.668055556)
    )
    assert reading.doubts == ()


def test_gdzb_comes_back_as_it_was_written() -> None:
    polygons = read_gdzb(GDZB).polygons
    assert write_gdzb([*zip(polygons.x[:-1].tolist(), polygons.y[:-1].tolist(), strict=True)]) == GDZB


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "只有 0 点"),
        ("1131530,344005;1131600", "第 2 点"),
        ("1,2;3,4;5,6;x,8", "第 4 点"),
        ("1131530,344005;1131600,344005", "只有 2 点"),
    ],
)
def test_broken_gdzb_gives_a_clear_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_gdzb(text)
