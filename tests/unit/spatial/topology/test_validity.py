"""Each fault of a single feature is found once, with its place and size."""

import numpy as np
import pytest
import shapely

from kuanggui.spatial.crs import GEOGRAPHIC, accept_crs
from kuanggui.spatial.polygons import Polygons, from_shapely
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.repair import repair
from kuanggui.spatial.topology.validity import find_faults

ZONE = accept_crs("EPSG:4526")
WEST, SOUTH = 38_500_000, 4_400_000


def _ring(*corners: tuple[float, float]) -> list[tuple[float, float]]:
    return [(WEST + x, SOUTH + y) for x, y in corners]


def _find(*shapes: shapely.Geometry) -> list[Problem]:
    return find_faults(from_shapely(list(shapes), ZONE))


SQUARE = _ring((0, 0), (100, 0), (100, 100), (0, 100))


def test_a_clean_feature_has_no_fault() -> None:
    assert _find(shapely.Polygon(SQUARE, [_ring((10, 10), (20, 10), (20, 20))])) == []


@pytest.mark.parametrize(
    ("fault", "shape", "place", "size"),
    [
        (Fault.SELF_CROSSING, shapely.Polygon(_ring((0, 0), (99, 99), (99, 0), (0, 50))), (33.2215, 33.2215), 0),
        (Fault.HOLE_OUTSIDE, shapely.Polygon(SQUARE, [_ring((200, 0), (210, 0), (210, 9))]), (200, 0), 0),
        (
            Fault.REPEATED_POINT,
            shapely.Polygon([*SQUARE[:2], (WEST + 100.004, SOUTH), *SQUARE[2:]]),
            (100.004, 0),
            0.004,
        ),
        (Fault.SLIVER, shapely.Polygon(_ring((0, 0), (100, 0), (100, 0.05), (0, 0.05))), (0, 0), 0.05),
        (
            Fault.SEVERAL_PARTS,
            shapely.MultiPolygon([shapely.Polygon(SQUARE), shapely.box(WEST + 200, SOUTH, WEST + 300, SOUTH + 9)]),
            (300, 0),
            2,
        ),
    ],
)
def test_fault_is_located_and_measured(
    fault: Fault, shape: shapely.Geometry, place: tuple[float, float], size: float
) -> None:
    (problem,) = [problem for problem in _find(shapely.Polygon(SQUARE), shape) if problem.fault == fault]
    assert problem.feature == 1
    assert problem.size == pytest.approx(size, rel=1e-3)
    x, y = ZONE.from_degrees(np.array([problem.lon]), np.array([problem.lat]))
    assert (x[0] - WEST, y[0] - SOUTH) == pytest.approx(place, abs=1e-3)


def test_spikes_are_found_at_any_corner_also_at_the_first() -> None:
    spiked = _ring((0, 0), (100, 0), (100, 50), (130, 50), (100, 50.005), (100, 100), (0, 100))
    for turn in range(len(spiked)):
        problems = _find(shapely.Polygon([*spiked[turn:], *spiked[:turn]]))
        assert [(problem.fault, round(problem.size)) for problem in problems] == [(Fault.SPIKE, 30)]


def test_ground_without_area_and_open_rings_are_told_apart() -> None:
    x = np.array([0.0, 100, 50, 0, 0, 100, 100, 0.5]) + WEST
    y = np.array([0.0, 0, 0, 0, 0, 0, 100, 0]) + SOUTH
    starts = np.array([0, 1, 2])
    problems = find_faults(Polygons(x, y, np.array([0, 4, 8]), starts, starts, ZONE))
    faults = {(problem.feature, problem.fault) for problem in problems}
    assert (0, Fault.ZERO_AREA) in faults
    assert (1, Fault.UNCLOSED) in faults
    assert next(problem.size for problem in problems if problem.fault == Fault.UNCLOSED) == pytest.approx(0.5)


def test_distances_are_metres_in_degrees_too_and_limits_count() -> None:
    step = 0.004 / 111_320
    shape = shapely.Polygon([(113, 40), (113.001, 40), (113.001, 40 + step), (113.001, 40.001), (113, 40.001)])
    table = from_shapely([shape], GEOGRAPHIC)
    (problem,) = find_faults(table)
    assert problem.size == pytest.approx(0.004, rel=1e-2)
    assert find_faults(table, Limits(snap_m=0.003)) == []


def test_repair_touches_only_what_is_wrong_and_tells_both_areas() -> None:
    bow = shapely.Polygon(_ring((0, 0), (100, 100), (100, 0), (0, 100)))
    table, (mended,) = repair(from_shapely([shapely.Polygon(SQUARE), bow], ZONE))
    assert (mended.feature, len(table)) == (1, 2)
    assert mended.before_m2 == pytest.approx(0, abs=0.01)
    assert mended.after_m2 == pytest.approx(5000, rel=1e-3)
    assert np.array_equal(table.x[:5], from_shapely([shapely.Polygon(SQUARE)], ZONE).x)
    assert find_faults(table, Limits())[0].fault == Fault.SEVERAL_PARTS
