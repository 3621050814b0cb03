"""Datums by their names, and older ones brought to CGCS2000 by parameters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from kuanggui.errors import InputError
from kuanggui.spatial.formats.datum import Datum, Shift, find_datum, move_to_cgcs2000, parse_shift, split_crs


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("2000国家大地坐标系", Datum.CGCS2000),
        ("国家2000坐标系", Datum.CGCS2000),
        ("CGCS2000", Datum.CGCS2000),
        ("1980西安坐标系", Datum.XIAN80),
        ("西安80", Datum.XIAN80),
        ("80国家大地坐标系", Datum.XIAN80),
        ("８０坐标系", Datum.XIAN80),
        ("北京54坐标系", Datum.BEIJING54),
        ("1954年北京坐标系", Datum.BEIJING54),
        ("WGS84", Datum.WGS84),
        ("西安市", None),
        ("北京市2000年", None),
        ("独立坐标系", None),
    ],
)
def test_datum_is_told_by_its_words(text: str, datum: Datum | None) -> None:
    assert find_datum(text) is datum


@pytest.mark.parametrize(
    ("code", "same", "datum"),
    [
        ("EPSG:2362", "EPSG:4526", Datum.XIAN80),
        ("EPSG:2383", "EPSG:4547", Datum.XIAN80),
        ("EPSG:4610", "EPSG:4490", Datum.XIAN80),
        ("EPSG:2414", "EPSG:4526", Datum.BEIJING54),
        ("EPSG:21419", "EPSG:4497", Datum.BEIJING54),
        ("EPSG:4526", "EPSG:4526", Datum.CGCS2000),
    ],
)
def test_older_zone_is_matched_with_the_same_zone_on_cgcs2000(code: str, same: str, datum: Datum) -> None:
    crs, found = split_crs(code)
    assert (crs.definition, found) == (same, datum)


@pytest.mark.parametrize("text", ["", "1,2", "1,2,3,4", "a,b,c", "1,2,nan"])
def test_other_than_three_or_seven_numbers_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="三个或七个数"):
        parse_shift(text)


@given(st.floats(75, 135), st.floats(5, 55), st.lists(st.floats(-200, 200), min_size=3, max_size=3))
def test_three_parameters_move_a_point_by_their_vector(lon: float, lat: float, vector: list[float]) -> None:
    found = Shift(*vector).to_cgcs2000(np.array([lon]), np.array([lat]), Datum.XIAN80)
    old = Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +a=6378140 +rf=298.257"
    )
    new = Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=GRS80"
    )
    wanted = np.array(old.transform(lon, lat, 0.0)) + vector
    there = np.array(new.transform(found[0][0], found[1][0], 0.0))
    # Heights are left out, so what remains of the difference points along the vertical.
    up = np.array(
        [
            np.cos(np.radians(lat)) * np.cos(np.radians(lon)),
            np.cos(np.radians(lat)) * np.sin(np.radians(lon)),
            np.sin(np.radians(lat)),
        ]
    )
    difference = wanted - there
    assert np.linalg.norm(difference - (difference @ up) * up) < 0.02


def test_rotations_follow_the_model_printed_in_chinese_standards() -> None:
    # X2 = X1 + εz Y1 - εy Z1: a turn about Z by one second moves a point on the X axis by -a·ε in Y.
    lon, lat = Shift(0, 0, 0, 0, 0, 1).to_cgcs2000(np.array([90.0]), np.array([0.0]), Datum.XIAN80)
    assert (90 - lon[0]) * 3600 == pytest.approx(1, abs=1e-6)
    assert lat[0] == pytest.approx(0, abs=1e-12)


def test_zone_coordinates_stay_in_their_zone() -> None:
    crs, datum = split_crs("EPSG:2362")
    x, y = move_to_cgcs2000(np.array([38520000.0]), np.array([3837000.0]), crs, datum, parse_shift("0,0,0"))
    old = Transformer.from_crs("EPSG:2362", "EPSG:4610", always_xy=True).transform(38520000.0, 3837000.0)
    new = crs.to_degrees(x, y)
    assert new[0][0] == pytest.approx(old[0], abs=1e-9)
    assert (old[1] - new[1][0]) * 111_000 == pytest.approx(0, abs=2)
