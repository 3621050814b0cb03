"""Distances are metres on the ground, whatever the plane the shapes are kept on."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, accept_crs
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.figures import prepare_figures
from kuanggui.spatial.near import find_nearby
from kuanggui.spatial.overlay import overlay
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer

GEOD = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
ZONE = accept_crs("EPSG:4526")  # central meridian 114°, distances on it true to 1e-7 within 3 km of it
WEST, SOUTH = 38_500_000, 4_400_000


def _box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(WEST + x0, SOUTH + y0, WEST + x1, SOUTH + y1)


@pytest.mark.parametrize("azimuth", [0, 37, 90, 225])
@pytest.mark.parametrize("lat", [18.0, 40.0, 53.0])
def test_distance_between_points_is_the_geodesic(azimuth: float, lat: float) -> None:
    lon, there, _ = GEOD.fwd(113.37, lat, azimuth, 5000)
    tiny = shapely.box(113.37 - 1e-9, lat - 1e-9, 113.37 + 1e-9, lat + 1e-9)
    block = prepare_blocks(from_shapely([tiny], GEOGRAPHIC))
    found = find_nearby(block, prepare_figures([shapely.Point(lon, there)], GEOGRAPHIC), 5001)
    assert found.distance_m == pytest.approx([5000], abs=0.01)
    assert len(find_nearby(block, prepare_figures([shapely.Point(lon, there)], GEOGRAPHIC), 4999)) == 0


def test_features_come_from_near_to_far_and_overlapping_ones_are_left_out() -> None:
    blocks = prepare_blocks(from_shapely([_box(0, 0, 100, 100), _box(5000, 0, 5100, 100)], ZONE))
    boxes = [(180, 0, 200, 100), (50, 50, 60, 60), (100, 0, 110, 100), (0, 130, 100, 140), (4900, 0, 4990, 100)]
    layer = prepare_layer(from_shapely([_box(*box) for box in boxes], ZONE))
    found = find_nearby(blocks, layer, 100, overlay(blocks, layer))
    assert found.block.tolist() == [0, 0, 0, 1]
    assert found.feature.tolist() == [2, 3, 0, 4]
    assert found.distance_m == pytest.approx([0, 30, 80, 10], abs=1e-3)
    assert found.nearest().feature.tolist() == [2, 4]


def test_cuts_between_tiles_are_not_taken_for_ground() -> None:
    """A comb of two thousand corners is cut across its gaps; the block lies in a gap."""
    teeth = [_box(20 * k, 0, 20 * k + 10, 500) for k in range(500)]
    comb = shapely.union_all([*teeth, _box(0, -10, 10_000, 1)])
    layer = prepare_layer(from_shapely([comb], ZONE), most_vertices=64)
    assert len(layer) > 10
    for gap in (10, 2490, 4990, 9970):
        blocks = prepare_blocks(from_shapely([_box(gap + 4, 200, gap + 7, 300)], ZONE))
        assert find_nearby(blocks, layer, 50).distance_m == pytest.approx([3], abs=1e-3)


def test_distances_agree_with_the_drawing_plane_for_shapes_of_all_kinds() -> None:
    random = np.random.default_rng(8)
    centres = random.uniform(-1500, 1500, (90, 2)) + np.array([WEST, SOUTH])
    points = shapely.points(centres[:30])
    lines = shapely.linestrings(np.stack([centres[30:60], centres[30:60] + random.normal(0, 300, (30, 2))], axis=1))
    rings = shapely.buffer(shapely.points(centres[60:]), 40)
    shapes = np.concatenate([points, lines, rings, [None, shapely.Point()]])
    block = _box(-200, -100, 300, 150)
    found = find_nearby(prepare_blocks(from_shapely([block], ZONE)), prepare_figures(shapes, ZONE), 700)
    expected = shapely.distance(block, shapes)
    assert found.distance_m == pytest.approx(expected[found.feature], abs=1e-3)
    assert sorted(found.feature.tolist()) == np.flatnonzero(expected <= 700).tolist()
    assert (np.diff(found.distance_m) >= 0).all()


def test_what_is_near_a_block_does_not_depend_on_the_blocks_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    corners = random.uniform(0, 40_000, (60, 2))  # some tenths of a degree, so that planes differ
    blocks = prepare_blocks(from_shapely([_box(x, y, x + 300, y + 200) for x, y in corners], ZONE))
    spots = random.uniform(0, 40_000, (400, 2))
    layer = prepare_layer(from_shapely([_box(x, y, x + 250, y + 250) for x, y in spots], ZONE))
    overlaps = overlay(blocks, layer)
    alone = [
        find_nearby(one, layer, 900, overlay(one, layer))
        for one in (prepare_blocks(blocks.polygons.take(np.array([k]))) for k in range(len(blocks)))
    ]
    monkeypatch.setattr("kuanggui.spatial.near.TOGETHER", 7)
    together = find_nearby(blocks, layer, 900, overlaps)
    assert len(together) > 40
    assert together.block.tolist() == [k for k, found in enumerate(alone) for _ in range(len(found))]
    assert together.feature.tolist() == np.concatenate([found.feature for found in alone]).tolist()
    assert together.distance_m.tolist() == np.concatenate([found.distance_m for found in alone]).tolist()


def test_limit_must_be_a_distance() -> None:
    block = prepare_blocks(from_shapely([_box(0, 0, 1, 1)], ZONE))
    for limit in (-1.0, 60_000.0, float("nan")):
        with pytest.raises(InputError, match="距离上限"):
            find_nearby(block, block, limit)
