"""Ellipsoidal areas: published and computed test vectors, agreement with geodesic areas, rounding."""

from decimal import Decimal

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.spatial.area import (
    measure_ellipsoidal_areas,
    measure_geodesic_areas,
    measure_plane_areas,
    measure_quadrangle,
    round_to_register,
)
from kuanggui.spatial.crs import GEOGRAPHIC, find_gauss_kruger
from kuanggui.spatial.ellipsoid import CGCS2000, XIAN80, Ellipsoid
from kuanggui.spatial.plane import densify, to_crs, to_plane
from kuanggui.spatial.polygons import from_shapely

MINUTE = 1 / 60

QUADRANGLES = [
    (CGCS2000, 0.0, "3419186.6417"),
    (CGCS2000, 18.0, "3255851.1025"),
    (CGCS2000, 25.0, "3106053.0501"),
    (CGCS2000, 30.0, "2970794.3348"),
    (CGCS2000, 35.0, "2812930.2815"),
    (CGCS2000, 40.0, "2633482.3516"),
    (CGCS2000, 45.0, "2433647.6342"),
    (CGCS2000, 50.0, "2214801.2581"),
    (XIAN80, 30.0, "2970797.1220"),
    (XIAN80, 40.0, "2633484.8266"),
]


@pytest.mark.parametrize(("ellipsoid", "south", "area"), QUADRANGLES)
def test_basic_block_of_one_minute_has_the_published_area(ellipsoid: Ellipsoid, south: float, area: str) -> None:
    block = from_shapely([shapely.box(112, south, 112 + MINUTE, south + MINUTE)], GEOGRAPHIC)
    assert f"{measure_ellipsoidal_areas(block, ellipsoid)[0]:.4f}" == area
    assert f"{measure_quadrangle(112, south, 112 + MINUTE, south + MINUTE, ellipsoid):.4f}" == area


@pytest.mark.parametrize(("ellipsoid", "area"), [(CGCS2000, "28337967.3181"), (XIAN80, "28337993.8970")])
def test_map_sheet_of_1_to_10000_has_the_published_area(ellipsoid: Ellipsoid, area: str) -> None:
    south = 28 + 10 / 60
    assert f"{measure_quadrangle(120.1875, south, 120.25, south + 2.5 / 60, ellipsoid):.4f}" == area


def test_series_coefficients_of_cgcs2000_are_the_published_ones() -> None:
    printed = [f"{value:.16g}" for value in CGCS2000.trapezoid_series[:1]]
    assert printed == ["1.003364089834193"]
    assert CGCS2000.trapezoid_series[1:] == pytest.approx(
        (1.1241893819271072e-3, 1.6994594735188535e-6, 2.717857845577e-9, 4.358419e-12), rel=1e-6
    )


def test_holes_are_taken_out_and_parts_added_whichever_way_rings_turn() -> None:
    shell, hole = shapely.box(112, 40, 112.02, 40.02), shapely.box(112.005, 40.005, 112.01, 40.01)
    other = shapely.box(113, 40, 113.02, 40.02)
    pierced = shapely.Polygon(shell.exterior.coords, [hole.exterior.coords])
    areas = measure_ellipsoidal_areas(
        from_shapely([shell, hole, other, shapely.MultiPolygon([pierced, other]), shapely.Polygon()], GEOGRAPHIC)
    )
    assert areas[3] == pytest.approx(areas[0] - areas[1] + areas[2], rel=1e-14)
    assert areas[4] == 0


def _random_stars(count: int, radius_degrees: float, seed: int) -> list[shapely.Polygon]:
    random = np.random.default_rng(seed)
    stars = []
    for _ in range(count):
        corners = random.integers(3, 40)
        angle = np.sort(random.uniform(0, 2 * np.pi, corners))
        radius = radius_degrees * random.uniform(0.3, 1, corners)
        centre = random.uniform(75, 134), random.uniform(5, 52)
        stars.append(
            shapely.Polygon(np.column_stack([centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)]))
        )
    return [star for star in stars if star.is_valid]


def test_areas_agree_with_geodesic_areas_to_a_millionth_once_sides_are_short() -> None:
    parcels = densify(from_shapely(_random_stars(300, 0.01, seed=1), GEOGRAPHIC), 70)
    official, geodesic = measure_ellipsoidal_areas(parcels), measure_geodesic_areas(parcels)
    difference = np.abs(official / geodesic - 1)
    assert np.median(difference) < 2e-8
    assert difference.max() < 1e-6


def test_plane_shoelace_on_the_equal_area_plane_is_the_official_area() -> None:
    parcels = from_shapely(_random_stars(300, 0.01, seed=2), GEOGRAPHIC)
    on_plane = measure_plane_areas(to_plane(parcels, max_segment_m=None))
    assert np.abs(on_plane / measure_ellipsoidal_areas(parcels) - 1).max() < 1e-9


def test_gauss_kruger_plane_area_is_off_at_the_edge_of_the_zone_where_the_official_area_is_not() -> None:
    zone = find_gauss_kruger(114, 3, prefixed=True)
    square = from_shapely([shapely.box(38_600_000, 4_400_000, 38_601_000, 4_401_000)], zone)
    official = measure_plane_areas(to_plane(square))[0]
    assert official == pytest.approx(measure_geodesic_areas(to_crs(densify(square), GEOGRAPHIC))[0], rel=1e-8)
    assert 2.4e-4 < measure_plane_areas(square)[0] / official - 1 < 2.5e-4


@given(st.floats(1e-3, 1e11))
def test_register_area_has_four_decimals_of_a_square_kilometre(area_m2: float) -> None:
    rounded = round_to_register(area_m2)
    assert rounded.as_tuple().exponent == -4
    assert abs(rounded - Decimal(repr(area_m2)) / 10**6) <= Decimal("0.00005")


def test_register_area_rounds_half_up() -> None:
    assert round_to_register(1_234_550.0) == Decimal("1.2346")
