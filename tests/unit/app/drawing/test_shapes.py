"""Cutting and joining shapes leaves no sliver."""

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.app.difference.geometry import area_m2
from kuanggui.app.drawing.shapes import as_geojson, join_shapes, read_shape, split_shape
from kuanggui.errors import InputError

METRE = 1 / 111_320
SQUARE = shapely.box(112, 38, 112.01, 38.01)
share = st.floats(0.05, 0.95)


@settings(deadline=None, max_examples=60)
@given(share, share, st.lists(st.tuples(share, share), max_size=3))
def test_the_parts_of_a_cut_share_its_corners_and_make_up_the_whole(
    west: float, east: float, between: list[tuple[float, float]]
) -> None:
    inner = sorted(between)
    points = [(-0.1, west), *inner, (1.1, east)]
    line = shapely.LineString([(112 + x / 100, 38 + y / 100) for x, y in points])
    if not line.is_simple:
        return
    parts = split_shape(SQUARE, line)
    assert abs(sum(map(area_m2, parts)) - area_m2(SQUARE)) < 1e-3
    for one, other in combinations(parts, 2):
        assert shapely.intersection(one, other).area == 0
    touching = [pair for pair in combinations(parts, 2) if pair[0].intersection(pair[1]).length > 0]
    for one, other in touching:
        assert one.exterior.intersection(other.exterior).length > 0
        shared = {*one.exterior.coords} & {*other.exterior.coords}
        assert len(shared) >= 2


@settings(deadline=None, max_examples=40)
@given(share, share)
def test_what_was_cut_can_be_joined_again(west: float, east: float) -> None:
    line = shapely.LineString([(111.9, 38 + west / 100), (112.1, 38 + east / 100)])
    joined = join_shapes(split_shape(SQUARE, line), 0.001)
    assert joined.shape.geom_type == "Polygon"
    assert not joined.shape.interiors
    assert abs(joined.difference_m2) < 1e-3


def test_shapes_that_miss_each_other_are_brought_together_and_it_is_told() -> None:
    beside = shapely.box(112.01 + 0.4 * METRE, 38, 112.02, 38.01)
    joined = join_shapes([SQUARE, beside], 1.0)
    assert (joined.shape.geom_type, len(joined.shape.interiors)) == ("Polygon", 0)
    assert joined.moved == 2
    assert 0 < joined.difference_m2 < 400


@pytest.mark.parametrize(
    "line", [shapely.LineString([(112.002, 37.9), (112.002, 38.005)]), shapely.LineString([(113, 38), (113, 39)])]
)
def test_a_line_that_does_not_cut_through_is_refused(line: shapely.LineString) -> None:
    with pytest.raises(InputError, match="没有把图形切开"):
        split_shape(SQUARE, line)


def test_shapes_apart_are_not_joined() -> None:
    with pytest.raises(InputError, match="不相邻"):
        join_shapes([SQUARE, shapely.box(112.02, 38, 112.03, 38.01)], 1.0)


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": [[[500, 500], [501, 500], [501, 501], [500, 500]]]},
        {"type": "Polygon", "coordinates": [[[112, 89], [113, 89], [113, 95], [112, 89]]]},
        {"type": "Polygon", "coordinates": [[[n / 1e5, (n % 2) / 9] for n in range(20_002)]]},
        {"type": "Castle"},
        {},
    ],
)
def test_a_shape_that_is_none_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(InputError):
        read_shape(broken)


def test_a_shape_goes_through_geojson_without_losing_a_digit() -> None:
    shape = shapely.Polygon([(112.123456789012345, 38.1), (112.2, 38.100000000000001), (112.2, 38.3)])
    assert shapely.equals_exact(read_shape(as_geojson(shape)), shape, 0)
