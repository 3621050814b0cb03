"""Ranges are counted in basic blocks of one minute."""

import numpy as np
import pytest
import shapely

from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.basic_block import find_basic_blocks
from kuanggui.spatial.crs import GEOGRAPHIC, find_gauss_kruger
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, from_shapely


def _minutes(*boxes: tuple[float, float, float, float]) -> Polygons:
    return from_shapely([shapely.box(*(value / 60 for value in box)) for box in boxes], GEOGRAPHIC)


def test_range_along_minutes_has_whole_blocks_only() -> None:
    found = find_basic_blocks(_minutes((6780, 2400, 6783, 2402)))
    assert found.count_whole(1).tolist() == found.count_touched(1).tolist() == [6]
    assert found.west.tolist() == [6780, 6781, 6782] * 2
    assert found.south.tolist() == [2400] * 3 + [2401] * 3
    assert found.area_m2[0] == pytest.approx(2633482.3516, abs=1e-3)


def test_parts_of_blocks_are_shares_and_add_up_to_the_area() -> None:
    ranges = _minutes((6780.5, 2400.25, 6782.5, 2401.25), (100, 100, 100.1, 100.1))
    found = find_basic_blocks(ranges)
    assert found.count_touched(2).tolist() == [6, 1]
    assert found.count_whole(2).tolist() == [0, 0]
    assert found.share[1] == pytest.approx(0.75, rel=1e-4)
    sums = np.bincount(found.feature, found.area_m2)
    assert sums == pytest.approx(measure_ellipsoidal_areas(ranges), rel=1e-9)


def test_range_drawn_in_metres_along_minutes_has_whole_blocks() -> None:
    """Long sides of such a drawing are chords: here they follow the minutes corner by corner."""
    corners = [(6780, 2400), (6781, 2400), (6782, 2400), (6782, 2401), (6781, 2401), (6780, 2401)]
    drawn = from_shapely([shapely.Polygon([(x / 60, y / 60) for x, y in corners])], GEOGRAPHIC)
    found = find_basic_blocks(to_crs(drawn, find_gauss_kruger(114, 3, prefixed=True)))
    assert found.count_touched(1).tolist()[0] >= 2
    assert sorted(found.share)[-2:] == pytest.approx([1, 1], abs=1e-3)


def test_empty_range_has_none() -> None:
    found = find_basic_blocks(from_shapely([shapely.Polygon()], GEOGRAPHIC))
    assert (len(found.feature), found.count_touched(1).tolist()) == (0, [0])
    assert len(find_basic_blocks(from_shapely([], GEOGRAPHIC)).feature) == 0
