"""Tiles of both grids meet without gap or step, and lie where the grids of web mercator and 天地图 `_c` put them."""

import math

import numpy as np
import pytest
import shapely

from kuanggui.spatial.plane import degrees_to_plane
from kuanggui.spatial.tile.cells import CELLS, gather
from kuanggui.spatial.tile.fit import fit
from kuanggui.spatial.tile.grid import DEEPEST, EXTENT, Grid, Tile

GRIDS = pytest.mark.parametrize("grid", Grid)
WAVY = shapely.Polygon(
    [
        (113 + 0.4 * math.cos(a) * (1 + 0.1 * math.sin(40 * a)), 39.5 + 0.4 * math.sin(a))
        for a in np.linspace(0, 6.28, 900)
    ]
)


def tile_at(grid: Grid, zoom: int, lon: float, lat: float) -> Tile:
    """The tile that holds a point."""
    x, y = Tile(grid, zoom, 0, 0).place(np.array([[lon, lat]]))[0] / EXTENT
    return Tile(grid, zoom, int(x), int(y))


@GRIDS
@pytest.mark.parametrize("zoom", range(DEEPEST + 1))
def test_a_tile_holds_its_window_and_nothing_else(grid: Grid, zoom: int) -> None:
    tile = tile_at(grid, zoom, 113.3, 40.1)
    west, south, east, north = tile.window()
    placed = tile.place(np.array([[west, north], [east, south]]))
    assert placed == pytest.approx(np.array([[0, 0], [EXTENT, EXTENT]]), abs=1e-4)
    assert tile.exists


def test_tiles_lie_where_others_put_them() -> None:
    assert tile_at(Grid.MERCATOR, 10, 113.3, 40.1) == Tile(Grid.MERCATOR, 10, 834, 387)
    assert tile_at(Grid.DEGREES, 1, 113.3, 40.1) == Tile(Grid.DEGREES, 1, 1, 0)
    assert tile_at(Grid.DEGREES, 10, 113.3, 40.1) == Tile(Grid.DEGREES, 10, 834, 141)


@GRIDS
def test_tiles_outside_the_grid_do_not_exist(grid: Grid) -> None:
    there = {(z, x, y) for z in range(-1, 3) for x in range(-1, 5) for y in range(-1, 5) if Tile(grid, z, x, y).exists}
    assert len(there) == {Grid.MERCATOR: 1 + 4 + 16, Grid.DEGREES: 1 + 2 + 8}[grid]
    assert not Tile(grid, DEEPEST + 1, 0, 0).exists


@GRIDS
@pytest.mark.parametrize("zoom", [9, 11, 13])
def test_a_border_is_crossed_at_the_same_place_from_both_sides(grid: Grid, zoom: int) -> None:
    left = tile_at(grid, zoom, 113.0, 39.9)
    right = Tile(grid, zoom, left.column + 1, left.row)
    strip = shapely.box(-64, 0, 64, EXTENT)
    one = shapely.intersection(shapely.transform(fit(np.array([WAVY]), left)[0], lambda p: p - [EXTENT, 0]), strip)
    other = shapely.intersection(fit(np.array([WAVY]), right)[0], strip)
    assert one.area > 0
    # Where a long side leaves the margin its end is rounded, which moves the rest of it by a unit at most: an eighth of a pixel.
    assert shapely.hausdorff_distance(one, other) < 1.5


@GRIDS
def test_only_what_lies_in_the_tile_is_kept(grid: Grid) -> None:
    tile = tile_at(grid, 12, 113.0, 39.5)
    kept = fit(np.array([WAVY, shapely.Point(10, 10), shapely.Point(113.0, 39.5)]), tile)
    west, south, east, north = shapely.bounds(kept[0])
    assert min(west, south) >= -100
    assert max(east, north) <= EXTENT + 100
    assert [bool(each) for each in shapely.is_empty(kept)] == [False, True, False]


@GRIDS
def test_cells_cover_as_much_ground_as_the_features_in_them(grid: Grid) -> None:
    tile = tile_at(grid, 9, 113.0, 39.5)
    west, south, east, north = tile.window()
    lons, lats = np.meshgrid(np.linspace(west, east, 801), np.linspace(south, north, 801))
    x, y = degrees_to_plane(lons.ravel(), lats.ravel())
    x, y = x.reshape(801, 801), y.reshape(801, 801)
    low, high = [a[:-1, :-1].ravel() for a in (x, y)], [a[1:, 1:].ravel() for a in (x, y)]
    boxes = np.column_stack([*low, *high])
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    lower_half = boxes[:, 1] < np.median(boxes[:, 1])
    whole = dict(gather(boxes[lower_half], areas[lower_half], tile))
    assert sum(cells.area for cells in whole.values()) == pytest.approx(EXTENT * EXTENT / 2, rel=0.02)
    assert whole[100].area > 0.9 * EXTENT * EXTENT / 2
    assert shapely.bounds(whole[100])[1] > EXTENT * 0.48
    thin = gather(boxes[lower_half][::7], areas[lower_half][::7], tile)
    assert {share for share, _ in thin} <= {20, 40}


def test_a_single_tiny_feature_does_not_vanish() -> None:
    tile = tile_at(Grid.DEGREES, 5, 113.0, 39.5)
    x, y = degrees_to_plane(np.array([113.0]), np.array([39.5]))
    ((share, cells),) = gather(np.array([[x[0], y[0], x[0] + 1, y[0] + 1]]), np.array([1.0]), tile)
    assert (share, cells.area) == (20, (EXTENT / CELLS) ** 2)
    placed = tile.place(np.array([[113.0, 39.5]]))[0]
    assert cells.buffer(1e-6).contains(shapely.Point(placed))
