"""Polygon arrays keep what shapely holds, whatever the mixture of kinds."""

import numpy as np
import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.polygons import from_shapely, from_wkb, join_polygons, to_shapely

HOLLOW = shapely.MultiPolygon([shapely.Polygon(), shapely.box(7, 7, 8, 8)])
SQUARE = shapely.box(0, 0, 4, 4)
PIERCED = SQUARE.difference(shapely.box(1, 1, 2, 2))
PAIR = shapely.MultiPolygon([shapely.box(10, 0, 11, 1), PIERCED])
EVERY_KIND = [SQUARE, PIERCED, PAIR, shapely.Polygon(), shapely.MultiPolygon(), None, HOLLOW]


@pytest.mark.parametrize("shapes", [EVERY_KIND, EVERY_KIND[:2], [PAIR], [shapely.Polygon()], []])
def test_shapes_come_back_as_they_were(shapes: list[shapely.Geometry | None]) -> None:
    table = from_shapely(shapes, GEOGRAPHIC)
    back = to_shapely(table)
    assert len(table) == len(shapes) == len(back)
    for before, after in zip(shapes, back, strict=True):
        assert after.is_empty if before is None else after.equals(before)


def test_well_known_binary_and_heights_give_the_same_arrays() -> None:
    flat = from_shapely([SQUARE, PAIR], GEOGRAPHIC)
    high = from_wkb(shapely.to_wkb(shapely.force_3d(np.array([SQUARE, PAIR]), 7.0)), GEOGRAPHIC)
    assert np.array_equal(flat.x, high.x)
    assert np.array_equal(flat.ring_starts, high.ring_starts)


def test_broken_binary_is_refused() -> None:
    with pytest.raises(InputError, match="WKB"):
        from_wkb([b"\x01\x02"], GEOGRAPHIC)


def test_a_line_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match="第 2 个要素是 LineString"):
        from_shapely([SQUARE, shapely.LineString([(0, 0), (1, 1)])], GEOGRAPHIC)


def test_bounds_of_empty_features_are_not_numbers() -> None:
    bounds = from_shapely(EVERY_KIND, GEOGRAPHIC).bounds()
    assert bounds[2].tolist() == [0, 0, 11, 4]
    assert np.isnan(bounds[3:6]).all()


def test_taking_and_joining_features_keeps_their_shape() -> None:
    table = from_shapely(EVERY_KIND, GEOGRAPHIC)
    taken = to_shapely(table.take(np.array([2, 0])))
    assert taken[0].equals(PAIR)
    assert taken[1].equals(SQUARE)
    joined = to_shapely(join_polygons([table, table.take(np.array([1]))]))
    assert len(joined) == 8
    assert joined[7].equals(PIERCED)
