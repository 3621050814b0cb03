"""Warm layers answer for one block what the kernel answers for all."""

import doctest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial import warm
from kuanggui.spatial.crs import accept_crs
from kuanggui.spatial.layer.snapshot import LayerLabel, make_snapshot
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.warm import WarmLayers

ZONE = accept_crs("EPSG:4526")
WEST, SOUTH = 38_500_000, 4_400_000


def _box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(WEST + x0, SOUTH + y0, WEST + x1, SOUTH + y1)


@pytest.fixture(scope="module")
def layers() -> WarmLayers:
    layers = WarmLayers()
    farmland = [_box(0, 0, 50, 100), _box(40, 0, 60, 100), _box(99.999, 0, 120, 10), _box(300, 0, 310, 10)]
    layers.add_polygons("farmland", from_shapely(farmland, ZONE))
    layers.add_figures("railway", [shapely.LineString([(WEST + 150, SOUTH - 900), (WEST + 150, SOUTH + 900)])], ZONE)
    return layers


def test_totals_count_ground_once_and_slivers_stand_apart(layers: WarmLayers) -> None:
    hits = layers.meet(from_shapely([_box(0, 0, 100, 100)], ZONE), near_m=250, tolerance_m2=1)
    farmland = hits["farmland"]
    assert farmland.overlaps.feature.tolist() == [0, 1]
    assert farmland.overlaps.area_m2 == pytest.approx([5000, 2000], rel=1e-4)
    assert farmland.shares == pytest.approx([0.5, 0.2], rel=1e-6)
    assert farmland.slivers.feature.tolist() == [2]
    assert farmland.total_shares == pytest.approx([0.600001], rel=1e-6)
    assert farmland.nearby is not None
    assert farmland.nearby.feature.tolist() == [3]
    railway = hits["railway"]
    assert (len(railway.overlaps), railway.totals_m2.tolist()) == (0, [0.0])
    assert railway.nearby is not None
    assert railway.nearby.distance_m == pytest.approx([50], abs=1e-3)


def test_threads_share_warm_layers(layers: WarmLayers) -> None:
    blocks = [from_shapely([_box(3 * k, 0, 100 + 2 * k, 90)], ZONE) for k in range(40)]
    alone = [layers.meet(block, near_m=300, threads=1) for block in blocks]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda block: layers.meet(block, near_m=300, threads=1), blocks))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one["farmland"].overlaps.area_m2, other["farmland"].overlaps.area_m2)
        assert one["railway"].nearby is not None
        assert other["railway"].nearby is not None
        assert np.array_equal(one["railway"].nearby.distance_m, other["railway"].nearby.distance_m)


def test_only_the_layers_asked_for_answer_and_names_must_be_known(layers: WarmLayers) -> None:
    block = from_shapely([_box(0, 0, 1, 1), shapely.Polygon()], ZONE)
    answer = layers.meet(block, names=["farmland"])
    assert list(answer) == ["farmland"]
    assert answer["farmland"].total_shares.tolist() == [pytest.approx(1), 0]
    assert layers.names == ["farmland", "railway"]
    with pytest.raises(InputError, match="没有图层 redline"):
        layers.meet(block, names=["redline"])
    with pytest.raises(InputError, match="重复"):
        layers.add_figures("railway", [], ZONE)


def test_example_in_the_documentation_holds() -> None:
    assert doctest.testmod(warm).failed == 0


def test_snapshots_of_polygons_and_of_lines_answer_like_tables(tmp_path: Path, layers: WarmLayers) -> None:
    shapes = {
        "farmland": [_box(0, 0, 50, 100), _box(40, 0, 60, 100)],
        "railway": [shapely.LineString([(WEST + 150, SOUTH - 900), (WEST + 150, SOUTH + 900)])],
    }
    snapshots = WarmLayers()
    for name, rows in shapes.items():
        source = tmp_path / f"{name}.gpkg"
        pyogrio.raw.write(
            source, shapely.to_wkb(np.array(rows)), [np.arange(len(rows))], ["id"], driver="GPKG", crs="EPSG:4526",
            geometry_type="Unknown",
        )  # fmt: skip
        make_snapshot(source, tmp_path / name, LayerLabel(name, name, "2024-12-31", "某局"))
        snapshots.add_snapshot(name, tmp_path / name)
    block = from_shapely([_box(0, 0, 100, 100)], ZONE)
    answer = snapshots.meet(block, near_m=250)
    assert answer["farmland"].total_shares == pytest.approx([0.6], rel=1e-6)
    assert answer["railway"].nearby is not None
    assert answer["railway"].nearby.distance_m == pytest.approx([50], abs=1e-3)
