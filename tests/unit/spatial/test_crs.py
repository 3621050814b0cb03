"""Reference systems are accepted, refused or explained; coordinates must fit the one they claim."""

import numpy as np
import pytest

from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, accept_crs, check_extent, find_gauss_kruger


@pytest.mark.parametrize("value", ["EPSG:4490", "EPSG:4526", "EPSG:4547", 4502])
def test_cgcs2000_systems_are_accepted_without_a_note(value: object) -> None:
    assert accept_crs(value).note == ""


@pytest.mark.parametrize("value", ["EPSG:4326", "OGC:CRS84", "EPSG:32649"])
def test_wgs84_is_accepted_with_a_note(value: str) -> None:
    assert "WGS 84" in accept_crs(value).note


@pytest.mark.parametrize("value", ["EPSG:4214", "EPSG:4610", "EPSG:2361", "EPSG:2437", "EPSG:4267"])
def test_other_datums_are_refused_by_name(value: str) -> None:
    with pytest.raises(InputError, match="不是 CGCS2000"):
        accept_crs(value)


@pytest.mark.parametrize(("value", "message"), [(None, "没有坐标系"), ("", "没有坐标系"), ("EPSG:0", "不认识")])
def test_missing_and_unknown_systems_are_refused(value: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        accept_crs(value)


@pytest.mark.parametrize(
    ("meridian", "width", "prefixed", "code"),
    [(114, 3, True, 4526), (114, 3, False, 4547), (111, 6, True, 4497), (111, 6, False, 4508), (75, 3, True, 4513)],
)
def test_zone_of_a_central_meridian_is_found(meridian: int, width: int, prefixed: bool, code: int) -> None:
    crs = find_gauss_kruger(meridian, width, prefixed=prefixed)
    assert crs.definition == f"EPSG:{code}"
    false_easting = (meridian // width + (width == 6)) * 1_000_000 * prefixed + 500_000
    lon, lat = crs.to_degrees(np.array([float(false_easting)]), np.array([4_000_000.0]))
    assert lon[0] == pytest.approx(meridian, abs=1e-12)
    assert 36 < lat[0] < 37


def test_zone_outside_china_is_refused() -> None:
    with pytest.raises(InputError, match="没有中央经线 72"):
        find_gauss_kruger(72, 3, prefixed=False)


def test_coordinates_that_fit_pass() -> None:
    check_extent(np.array([113.2]), np.array([40.1]), GEOGRAPHIC)
    check_extent(np.array([38_520_000.0]), np.array([3_837_000.0]), accept_crs("EPSG:4526"))


@pytest.mark.parametrize(
    ("x", "y", "code", "message"),
    [
        (40.1, 113.2, "EPSG:4490", "颠倒"),
        (3_837_000.0, 38_520_000.0, "EPSG:4526", "颠倒"),
        (520_000.0, 3_837_000.0, "EPSG:4526", "核对坐标系与带号"),
        (38_520_000.0, 3_837_000.0, "EPSG:4547", "核对坐标系与带号"),
        (np.nan, 40.0, "EPSG:4490", "空值"),
    ],
)
def test_coordinates_that_do_not_fit_are_refused_with_the_mend(x: float, y: float, code: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_extent(np.array([x]), np.array([y]), accept_crs(code))
