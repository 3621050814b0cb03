"""Shapes are fitted onto their neighbours corner for corner."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.spatial.topology.fitting import fit_to_neighbours

METRE = 1 / 111_320
NEIGHBOUR = shapely.Polygon([(112, 38), (112.01, 38), (112.01, 38.005), (112.01, 38.01), (112, 38.01)])


def corners(shape: shapely.Geometry) -> set[tuple[float, float]]:
    return {(float(x), float(y)) for x, y in shapely.get_coordinates(shape)}


def test_corners_near_corners_become_them_and_the_neighbours_corner_comes_into_the_edge() -> None:
    off = 0.3 * METRE
    drawn = shapely.Polygon([(112.01 + off, 38 - off), (112.02, 38), (112.02, 38.01), (112.01 - off, 38.01 + off)])
    fitted = fit_to_neighbours(drawn, [NEIGHBOUR], 1.0)
    assert {(112.01, 38.0), (112.01, 38.005), (112.01, 38.01)} <= corners(fitted.shape)
    assert (fitted.moved, fitted.added) == (2, 1)
    assert 0.3 < fitted.farthest_m < 0.5
    assert shapely.intersection(fitted.shape, NEIGHBOUR).area == 0
    assert shapely.union(fitted.shape, NEIGHBOUR).geom_type == "Polygon"


def test_a_corner_near_an_edge_comes_onto_it() -> None:
    drawn = shapely.Polygon([(112.01 + 0.5 * METRE, 38.002), (112.02, 38.002), (112.02, 38.004), (112.01, 38.004)])
    fitted = fit_to_neighbours(drawn, [NEIGHBOUR], 1.0)
    assert fitted.shape.distance(NEIGHBOUR) == 0
    assert min(x for x, _ in corners(fitted.shape)) == 112.01


def test_what_lies_beyond_the_tolerance_stays_as_it_is() -> None:
    drawn = shapely.Polygon([(112.01 + 1.5 * METRE, 38), (112.02, 38), (112.02, 38.01), (112.01 + 1.5 * METRE, 38.01)])
    fitted = fit_to_neighbours(drawn, [NEIGHBOUR], 1.0)
    assert fitted.moved == 0
    assert shapely.equals_exact(fitted.shape, drawn, 0)


def test_without_neighbours_nothing_happens() -> None:
    assert fit_to_neighbours(NEIGHBOUR, [], 1.0).shape is NEIGHBOUR


def test_holes_are_fitted_too() -> None:
    off = 0.2 * METRE
    around = shapely.Polygon(
        shapely.box(111.99, 37.99, 112.02, 38.02).exterior,
        [shapely.box(112 - off, 38 - off, 112.01 + off, 38.01).exterior],
    )
    fitted = fit_to_neighbours(around, [NEIGHBOUR], 1.0).shape
    assert shapely.union(fitted, NEIGHBOUR).equals(shapely.box(111.99, 37.99, 112.02, 38.02))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-0.9, 0.9), st.floats(-0.9, 0.9)), min_size=4, max_size=4))
def test_edges_that_miss_each_other_by_less_than_the_tolerance_end_up_the_same(
    noise: list[tuple[float, float]],
) -> None:
    exact = np.array([(112.01, 38), (112.02, 38), (112.02, 38.01), (112.01, 38.01)])
    drawn = shapely.Polygon(exact + np.array(noise) * METRE * 0.7)
    fitted = fit_to_neighbours(drawn, [NEIGHBOUR], 1.0).shape
    common = shapely.intersection(fitted, NEIGHBOUR)
    assert common.area == 0
    assert common.length >= 0.01 - 1e-12
