"""Ground under overlapping features is counted once."""

import numpy as np
import pytest
import shapely

from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer
from kuanggui.spatial.totals import add_up, find_entangled


def _shift(*boxes: tuple[float, float, float, float]) -> list[shapely.Polygon]:
    return [shapely.box(x0 + 12_000_000, y0 + 4_000_000, x1 + 12_000_000, y1 + 4_000_000) for x0, y0, x1, y1 in boxes]


def test_only_features_that_share_ground_are_entangled() -> None:
    layer = prepare_layer(
        from_shapely(_shift((0, 0, 10, 10), (10, 0, 20, 10), (18, 0, 30, 10), (40, 0, 50, 10)), EQUAL_AREA)
    )
    assert find_entangled(layer).tolist() == [False, True, True, False]


def test_tiles_of_one_feature_are_not_entangled_with_each_other() -> None:
    disc = shapely.Point(12_000_000, 4_000_000).buffer(100, quad_segs=200)
    assert not find_entangled(prepare_layer(from_shapely([disc], EQUAL_AREA))).any()


def test_totals_equal_the_area_of_the_union() -> None:
    random = np.random.default_rng(4)
    corners = random.uniform(0, 100, (60, 2))
    features = np.array(_shift(*[(x, y, x + 12, y + 9) for x, y in corners]))
    blocks = np.array(_shift((0, 0, 50, 50), (30, 30, 90, 95), (200, 200, 210, 210)))
    block_table, layer_table = from_shapely(blocks, EQUAL_AREA), from_shapely(features, EQUAL_AREA)
    layer = prepare_layer(layer_table)
    overlaps = overlay(prepare_blocks(block_table), layer)
    totals = add_up(block_table, layer_table, overlaps, find_entangled(layer))
    union = shapely.union_all(features)
    assert totals == pytest.approx(shapely.area(shapely.intersection(blocks, union)), abs=1e-6)
    assert totals[0] < overlaps.area_m2[overlaps.block == 0].sum()
