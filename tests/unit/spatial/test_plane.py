"""The equal-area plane: cuts, grid, agreement with PROJ."""

import numpy as np
import shapely

from kuanggui.spatial.crs import EQUAL_AREA, GEOGRAPHIC, accept_crs
from kuanggui.spatial.plane import GRID, degrees_to_plane, densify, to_plane
from kuanggui.spatial.polygons import from_shapely, to_shapely

ZONE = accept_crs("EPSG:4526")


def test_plane_coordinates_are_those_of_proj_and_lie_on_the_grid() -> None:
    random = np.random.default_rng(0)
    lon, lat = random.uniform(73, 135, 1000), random.uniform(3, 54, 1000)
    x, y = degrees_to_plane(lon, lat)
    proj_x, proj_y = EQUAL_AREA.from_degrees(lon, lat)
    assert np.abs(x - proj_x).max() < 2e-8
    assert np.abs(y - proj_y).max() < 2e-8
    assert np.array_equal(x / GRID, np.round(x / GRID))


def test_a_shared_side_is_cut_at_the_same_points_from_both_neighbours() -> None:
    left = shapely.Polygon([(0, 0), (1000.3, 17), (1200, 950), (0, 1000)])
    right = shapely.Polygon([(1200, 950), (1000.3, 17), (3000, 0), (3000, 800)])
    both = densify(from_shapely([left, right], ZONE))
    shared = [
        {
            (x, y)
            for x, y in shapely.get_coordinates(shape)
            if 1000 < x < 1200 and 17 <= y <= 950 and abs((x - 1000.3) * 933 - (y - 17) * 199.7) < 1e-3
        }
        for shape in to_shapely(both)
    ]
    assert len(shared[0]) == 14
    assert shared[0] == shared[1]


def test_no_side_is_longer_than_the_limit_and_short_sides_stay() -> None:
    dense = to_shapely(densify(from_shapely([shapely.box(0, 0, 1000, 60)], ZONE)))[0]
    corners = shapely.get_coordinates(dense)
    assert len(corners) == 1 + 2 * 15 + 2
    assert np.hypot(*np.diff(corners, axis=0).T).max() <= 70
    assert dense.area == 60_000


def test_degrees_are_cut_by_their_length_on_the_ground() -> None:
    dense = densify(from_shapely([shapely.box(113, 40, 113.1, 40.1)], GEOGRAPHIC), 1000)
    assert len(dense.x) == 9 + 9 + 12 + 12 + 1


def test_polygons_on_the_plane_stay_there_but_are_put_on_the_grid() -> None:
    table = to_plane(from_shapely([shapely.box(113, 40, 113.1, 40.1)], GEOGRAPHIC))
    moved = table.with_coordinates(table.x + 1e-9, table.y, EQUAL_AREA)
    assert np.array_equal(to_plane(table).x, table.x)
    assert np.array_equal(to_plane(moved).x, table.x)
