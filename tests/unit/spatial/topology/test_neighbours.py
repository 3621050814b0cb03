"""Overlaps, gaps and near misses between features, inside a layer and between two."""

import numpy as np
import pytest
import shapely

from kuanggui.spatial.crs import accept_crs
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_layer
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.gaps import find_gaps, find_near_gaps
from kuanggui.spatial.topology.overlaps import find_overlaps
from kuanggui.spatial.topology.sides import find_single_sides

ZONE = accept_crs("EPSG:4526")
WEST, SOUTH = 38_500_000, 4_400_000


def _box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(WEST + x0, SOUTH + y0, WEST + x1, SOUTH + y1)


def _layer(*shapes: shapely.Geometry, most_vertices: int = 256) -> Prepared:
    return prepare_layer(from_shapely(list(shapes), ZONE), most_vertices=most_vertices)


def _place(problem: Problem) -> tuple[float, float]:
    x, y = ZONE.from_degrees(np.array([problem.lon]), np.array([problem.lat]))
    return float(x[0] - WEST), float(y[0] - SOUTH)


def _grid(left_out: tuple[int, int] | None = None) -> list[shapely.Polygon]:
    cells = [(column, row) for row in range(6) for column in range(6) if (column, row) != left_out]
    return [_box(10 * x, 10 * y, 10 * x + 10, 10 * y + 10) for x, y in cells]


def test_a_clean_coverage_has_no_fault() -> None:
    layer = _layer(*_grid())
    assert find_overlaps(layer) == find_gaps(layer) == find_near_gaps(layer) == []
    assert len(find_single_sides(layer)) == 24


def test_overlaps_are_listed_once_with_a_place_inside() -> None:
    layer = _layer(_box(0, 0, 10, 10), _box(9, 0, 20, 10), _box(20, 0, 30, 10), _box(22, 2, 24, 4))
    found = find_overlaps(layer)
    assert [(problem.feature, problem.other) for problem in found] == [(0, 1), (2, 3)]
    assert [problem.size for problem in found] == pytest.approx([10, 4], rel=1e-3)
    assert 9 < _place(found[0])[0] < 10
    assert find_overlaps(layer, limits=Limits(overlap_m2=5))[0].size == pytest.approx(10, rel=1e-3)
    assert len(find_overlaps(layer, limits=Limits(overlap_m2=5))) == 1


def test_overlaps_between_layers_and_of_tiled_features() -> None:
    disc = shapely.Point(WEST + 50, SOUTH + 50).buffer(60, quad_segs=200)
    layer = _layer(_box(0, 0, 5, 5), disc, most_vertices=64)
    found = find_overlaps(layer, _layer(_box(40, 40, 60, 60), _box(100, 0, 200, 100)))
    assert [(problem.feature, problem.other) for problem in found] == [(1, 0), (1, 1)]
    assert found[0].size == pytest.approx(400, rel=1e-3)
    assert [problem.feature for problem in find_overlaps(layer)] == []


def test_enclosed_gaps_are_found_up_to_a_size() -> None:
    layer = _layer(*_grid(left_out=(2, 3)))
    (gap,) = find_gaps(layer, Limits(gap_m2=101))
    assert gap.fault == Fault.GAP
    assert gap.size == pytest.approx(100, rel=1e-3)
    assert (20 < _place(gap)[0] < 30, 30 < _place(gap)[1] < 40) == (True, True)
    assert gap.feature in {14, 19, 20, 25}
    assert find_gaps(layer, Limits(gap_m2=90)) == []


def test_a_gap_far_from_the_edge_is_found_though_its_four_neighbours_meet_in_corners_only() -> None:
    cells = [(column, row) for row in range(9) for column in range(9) if (column, row) != (4, 4)]
    layer = _layer(*(_box(10 * x, 10 * y, 10 * x + 10, 10 * y + 10) for x, y in cells))
    (gap,) = find_gaps(layer, Limits(gap_m2=101))
    assert gap.size == pytest.approx(100, rel=1e-3)
    assert (40 < _place(gap)[0] < 50, 40 < _place(gap)[1] < 50) == (True, True)


def test_ground_between_features_that_touch_in_points_is_a_gap_once() -> None:
    cross = [_box(10, 0, 20, 10), _box(0, 10, 10, 20), _box(20, 10, 30, 20), _box(10, 20, 20, 30)]
    (gap,) = find_gaps(_layer(*cross), Limits(gap_m2=101))
    assert gap.size == pytest.approx(100, rel=1e-3)
    assert find_gaps(_layer(*cross[:3]), Limits(gap_m2=101)) == []
    assert find_gaps(_layer(*cross, _box(10, 10, 20, 20)), Limits(gap_m2=101)) == []


def test_ground_that_another_feature_fills_is_no_gap() -> None:
    """The filler shares no whole side with its neighbours, so the ring of neighbours alone looks like a hole."""
    filler = _box(20, 30, 25, 40), _box(25, 30, 30, 40)
    assert find_gaps(_layer(*_grid(left_out=(2, 3)), *filler)) == []


@pytest.mark.parametrize("miss", [0.004, -0.004])
def test_corners_that_miss_a_neighbour_are_near_gaps(miss: float) -> None:
    layer = _layer(_box(0, 0, 10, 10), _box(10 + miss, 3, 20, 7))
    found = find_near_gaps(layer)
    assert {(problem.feature, problem.other) for problem in found} == {(1, 0)}
    assert found[0].size == pytest.approx(0.004, rel=0.02)
    assert find_near_gaps(layer, limits=Limits(snap_m=0.003)) == []
    between = find_near_gaps(_layer(_box(10 + miss, 3, 20, 7)), _layer(_box(0, 0, 10, 10)))
    assert [(problem.feature, problem.other) for problem in between] == [(0, 0)]


def test_corners_on_a_side_are_no_near_gap() -> None:
    assert find_near_gaps(_layer(_box(0, 0, 10, 10), _box(10, 3, 20, 7))) == []


def test_corners_on_long_sides_that_bend_on_the_plane_are_no_near_gap() -> None:
    assert find_near_gaps(_layer(_box(0, 0, 5000, 10), _box(13, 10, 4987, 20), _box(0, -10, 65, 0))) == []
