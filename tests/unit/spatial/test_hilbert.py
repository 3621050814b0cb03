"""Hilbert order visits every cell once and steps only to neighbours."""

import numpy as np
import shapely

from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.hilbert import find_hilbert_keys, order_along_hilbert
from kuanggui.spatial.polygons import from_shapely


def test_curve_steps_from_cell_to_neighbouring_cell() -> None:
    x, y = (grid.ravel().astype(np.int64) for grid in np.meshgrid(np.arange(16), np.arange(16)))
    keys = find_hilbert_keys(x, y, 4)
    order = np.argsort(keys)
    assert sorted(keys) == list(range(256))
    assert (np.abs(np.diff(x[order])) + np.abs(np.diff(y[order])) == 1).all()


def test_empty_features_come_last_and_equal_places_keep_their_order() -> None:
    shapes = [shapely.Polygon(), shapely.box(9, 9, 10, 10), shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1)]
    assert order_along_hilbert(from_shapely(shapes, EQUAL_AREA)).tolist() == [2, 3, 1, 0]
