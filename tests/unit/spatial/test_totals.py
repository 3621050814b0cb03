"""Ground under overlapping features is counted once."""

import numpy as np
import pytest
import shapely

from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer
from kuanggui.spatial.totals import add_up, find_entangled, unite

HOLED = [(20, 20, 80, 25), (20, 75, 80, 80), (20, 20, 25, 80), (75, 20, 80, 80)]


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


@pytest.mark.parametrize("most_vertices", [256, 8])
def test_totals_equal_the_area_of_the_union(most_vertices: int) -> None:
    random = np.random.default_rng(4)
    corners = random.uniform(0, 100, (60, 2))
    features = np.array([*_shift(*[(x, y, x + 12, y + 9) for x, y in corners]), shapely.union_all(_shift(*HOLED))])
    blocks = np.array(_shift((0, 0, 50, 50), (30, 30, 90, 95), (200, 200, 210, 210)))
    block_table = prepare_blocks(from_shapely(blocks, EQUAL_AREA))
    layer = prepare_layer(from_shapely(features, EQUAL_AREA), most_vertices=most_vertices)
    overlaps = overlay(block_table, layer)
    entangled = find_entangled(layer)
    totals = add_up(block_table, layer, overlaps, entangled)
    union = shapely.union_all(features)
    assert totals == pytest.approx(shapely.area(shapely.intersection(blocks, union)), abs=1e-6)
    assert totals[0] < overlaps.area_m2[overlaps.block == 0].sum()
    known = unite(layer, np.flatnonzero(entangled))
    assert add_up(block_table, layer, overlaps, entangled, known) == pytest.approx(totals, abs=1e-6)


def test_overlaps_that_cutting_can_make_do_not_entangle() -> None:
    layer = prepare_layer(from_shapely(_shift((0, 0, 10, 10), (9.9995, 0, 20, 10), (19.99, 0, 30, 10)), EQUAL_AREA))
    assert find_entangled(layer).tolist() == [False, True, True]
