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


def _on_side(shape: shapely.Geometry) -> set[tuple[float, float]]:
    """Corners on the line from (1000.3, 17) to (1200, 950), its ends left out."""
    return {
        (round(x, 6), round(y, 6))
        for x, y in shapely.get_coordinates(shape)
        if 17 < y < 950 and abs((x - 1000.3) * 933 - (y - 17) * 199.7) < 1e-3
    }


def test_a_shared_side_is_cut_at_the_same_points_from_both_neighbours() -> None:
    left = shapely.Polygon([(0, 0), (1000.3, 17), (1200, 950), (0, 1000)])
    right = shapely.Polygon([(1200, 950), (1000.3, 17), (3000, 0), (3000, 800)])
    one, other = (_on_side(shape) for shape in to_shapely(densify(from_shapely([left, right], ZONE))))
    assert len(one) == 15
    assert one == other


def test_sides_that_share_part_of_a_line_are_cut_at_the_same_points() -> None:
    long = shapely.box(0, 0, 1000, 1000)
    short = shapely.box(1000, 130, 1500, 555)
    one, other = (shapely.get_coordinates(shape) for shape in to_shapely(densify(from_shapely([long, short], ZONE))))
    shared = [{y for x, y in corners if x == 1000 and 130 < y < 555} for corners in (one, other)]
    assert len(shared[0]) == 6
    assert shared[0] == shared[1]


def test_no_side_is_longer_than_the_limit_and_short_sides_stay() -> None:
    shapes = [shapely.box(3, 3, 1000, 20), shapely.Polygon([(0, 0), (5000, 4999), (100, 4000)])]
    for shape, dense in zip(shapes, to_shapely(densify(from_shapely(shapes, ZONE))), strict=True):
        for ring in shapely.get_rings(dense):
            assert np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T).max() <= 70
        assert abs(dense.area - shape.area) < 1e-6
        assert {tuple(corner) for corner in shapely.get_coordinates(shape)} <= {
            tuple(corner) for corner in shapely.get_coordinates(dense)
        }
    assert len(shapely.get_coordinates(densify_one(shapely.box(3, 3, 40, 20)))) == 5


def densify_one(shape: shapely.Geometry) -> shapely.Geometry:
    return to_shapely(densify(from_shapely([shape], ZONE)))[0]


def test_degrees_are_cut_by_their_length_on_the_ground() -> None:
    dense = densify(from_shapely([shapely.box(113, 40, 113.1, 40.1)], GEOGRAPHIC), 1000)
    assert 4 * 12 < len(dense.x) <= 4 * 14 + 1


def test_polygons_on_the_plane_stay_there_but_are_put_on_the_grid() -> None:
    table = to_plane(from_shapely([shapely.box(113, 40, 113.1, 40.1)], GEOGRAPHIC))
    moved = table.with_coordinates(table.x + 1e-9, table.y, EQUAL_AREA)
    assert np.array_equal(to_plane(table).x, table.x)
    assert np.array_equal(to_plane(moved).x, table.x)
