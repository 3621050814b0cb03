"""The kernel agrees with GEOS on hostile geometry: areas of all pairs, and the exact set of pairs that overlap.

`KUANGGUI_PAIRS` sets the number of random pairs; the full count is 100,000 and more (`make bench`).
"""

import os
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.overlay import TOUCHING_M2, overlay
from kuanggui.spatial.plane import snap
from kuanggui.spatial.polygons import from_shapely, to_shapely
from kuanggui.spatial.prepared import prepare_blocks, prepare_layer

PAIRS = int(os.environ.get("KUANGGUI_PAIRS", "6000"))
ORIGIN = np.array([12_600_000.0, 4_100_000.0])
Shapes = NDArray[np.object_]
Random = np.random.Generator


def _place(shape: shapely.Geometry, scale: float = 1.0) -> shapely.Geometry:
    return shapely.transform(shape, lambda points: snap(points * scale + ORIGIN))


def _star(random: Random, corners: int, radius: float, centre: NDArray[np.float64]) -> shapely.Geometry:
    angle = np.sort(random.uniform(0, 2 * np.pi, corners))
    reach = radius * random.uniform(0.2, 1, corners)
    return shapely.Polygon(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]) + centre)


def stars(random: Random, count: int) -> Shapes:
    """Rough polygons of all sizes at random places."""
    shapes: list[shapely.Geometry] = []
    while len(shapes) < count:
        star = _star(random, random.integers(3, 50), np.exp(random.uniform(0, 5)), random.uniform(0, 200, 2))
        shapes.extend(shape for shape in [_place(star)] if shape.is_valid and shape.area > 0)
    return np.array(shapes)


def cells(random: Random, count: int) -> Shapes:
    """Unions of whole squares of one grid: nearly every corner and side is shared; holes and several parts abound."""
    shapes = []
    for _ in range(count):
        chosen = np.argwhere(random.random((6, 6)) < random.uniform(0.1, 0.9))
        squares = [shapely.box(x, y, x + 1, y + 1) for x, y in chosen] or [shapely.box(0, 0, 1, 1)]
        shapes.append(_place(shapely.union_all(squares), 16.0))
    return np.array(shapes)


def triangles(random: Random, count: int) -> Shapes:
    """Corners on a small whole-number grid: shared corners, collinear sides, corners on sides."""
    shapes = []
    while len(shapes) < count:
        shape = shapely.Polygon(random.integers(0, 5, (random.integers(3, 6), 2)))
        if shape.is_valid and shape.area > 0:
            shapes.append(_place(shape, 32.0))
    return np.array(shapes)


def shivering(random: Random, count: int) -> Shapes:
    """The same few polygons again and again, each time shaken by nothing up to a millimetre."""
    bases = [_star(np.random.default_rng(seed), 12, 80.0, np.array([100.0, 100.0])) for seed in range(3)]
    shapes = []
    for _ in range(count):
        shake = random.choice([0, 1e-8, 1e-6, 1e-3])
        base = bases[random.integers(3)]
        corners = shapely.get_coordinates(base)[:-1]
        shape = _place(shapely.Polygon(corners + random.normal(0, 1, corners.shape) * shake))
        shapes.append(shape if shape.is_valid else _place(base))
    return np.array(shapes)


def nested(random: Random, count: int) -> Shapes:
    """Rings in rings: shapes that fit exactly into the holes of others, and shapes that float in them."""
    discs = [
        shapely.Point(50, 50).buffer(radius, quad_segs=int(random.integers(1, 20))) for radius in (40, 30, 20, 10, 5)
    ]
    shapes = []
    for _ in range(count):
        outer, inner = sorted(random.choice(5, 2, replace=False))
        shape = discs[outer].difference(discs[inner]) if random.random() < 0.6 else discs[outer]
        shapes.append(_place(shape))
    return np.array(shapes)


def extreme(random: Random, count: int) -> Shapes:
    """Specks of centimetres, needles, and giants of a hundred kilometres around them."""
    shapes = []
    while len(shapes) < count:
        kind, centre = random.integers(3), random.uniform(0, 50, 2)
        if kind == 0:
            shape = _star(random, 5, 0.05, centre)
        elif kind == 1:
            end = centre + random.normal(0, 3000, 2)
            shape = shapely.LineString([centre, end]).buffer(random.uniform(0.001, 0.1), cap_style="flat")
        else:
            shape = _star(random, 200, 100_000.0, centre)
        placed = _place(shape)
        if placed.is_valid and placed.area > 0:
            shapes.append(placed)
    return np.array(shapes)


def fringed(random: Random, count: int) -> Shapes:
    """Polygons of many hundred vertices, which the layer has to tile."""
    shapes = []
    while len(shapes) < count:
        angle = np.linspace(0, 2 * np.pi, int(random.integers(300, 1500)), endpoint=False)
        reach = 80 + 15 * np.sin(angle * random.integers(2, 9)) + random.uniform(0, 4, len(angle))
        centre = random.uniform(0, 150, 2)
        disc = shapely.Polygon(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]) + centre)
        shape = _place(disc.difference(_star(random, 300, 40.0, centre)))
        if shape.is_valid:
            shapes.append(shape)
    return np.array(shapes)


FAMILIES = [stars, cells, triangles, shivering, nested, extreme, fringed]


def _compare(one: Shapes, other: Shapes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    blocks, layer = prepare_blocks(from_shapely(one, EQUAL_AREA)), prepare_layer(from_shapely(other, EQUAL_AREA))
    found = overlay(blocks, layer, threads=1)
    ours = np.zeros((len(one), len(other)))
    ours[found.block, found.feature] = found.area_m2
    theirs = shapely.area(shapely.intersection(one[:, None], other[None, :]))
    return ours, theirs


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_areas_agree_with_geos(family: Callable[[Random, int], Shapes]) -> None:
    random = np.random.default_rng([20, FAMILIES.index(family)])
    for _ in range(max(1, PAIRS // len(FAMILIES) // 400)):
        ours, theirs = _compare(family(random, 20), family(random, 20))
        assert np.all(np.abs(ours - theirs) <= np.maximum(1e-6 * theirs, 0.01))


@pytest.mark.parametrize("family", [cells, triangles], ids=lambda family: family.__name__)
def test_the_set_of_overlapping_pairs_is_exact_where_touching_is_common(
    family: Callable[[Random, int], Shapes],
) -> None:
    random = np.random.default_rng([21, FAMILIES.index(family)])
    for _ in range(max(1, PAIRS // len(FAMILIES) // 400)):
        one, other = family(random, 20), family(random, 20)
        ours, _ = _compare(one, other)
        truly = shapely.relate_pattern(one[:, None], other[None, :], "2********")
        assert np.array_equal(ours > 0, truly)


def test_all_families_together_agree_with_geos_in_one_layer() -> None:
    random = np.random.default_rng(22)
    for _ in range(max(1, PAIRS // 4900)):
        one, other = (np.concatenate([family(random, 10) for family in FAMILIES]) for _ in range(2))
        ours, theirs = _compare(one, other)
        assert np.all(np.abs(ours - theirs) <= np.maximum(1e-6 * theirs, 0.01))


def test_result_does_not_depend_on_threads_order_or_tiling() -> None:
    random = np.random.default_rng(23)
    one, other = (np.concatenate([family(random, 6) for family in FAMILIES]) for _ in range(2))
    blocks, layer = from_shapely(one, EQUAL_AREA), from_shapely(other, EQUAL_AREA)
    single = overlay(prepare_blocks(blocks), prepare_layer(layer), threads=1).in_order()
    double = overlay(prepare_blocks(blocks), prepare_layer(layer), threads=3).in_order()
    assert np.array_equal(single.feature, double.feature)
    assert np.array_equal(single.area_m2, double.area_m2)

    shuffled = random.permutation(len(layer))
    mixed = overlay(prepare_blocks(blocks), prepare_layer(layer.take(shuffled)), threads=1)
    order = np.lexsort((shuffled[mixed.feature], mixed.block))
    assert np.array_equal(shuffled[mixed.feature][order], single.feature)
    assert np.abs(mixed.area_m2[order] - single.area_m2).max() < 1e-4

    whole = overlay(prepare_blocks(blocks), prepare_layer(layer, most_vertices=10**9), threads=1).in_order()
    assert np.array_equal(whole.feature, single.feature)
    assert np.abs(whole.area_m2 - single.area_m2).max() < 1e-4


def test_swapping_blocks_and_layer_gives_the_same_areas() -> None:
    random = np.random.default_rng(24)
    one, other = (np.concatenate([family(random, 6) for family in FAMILIES]) for _ in range(2))
    there, back = _compare(one, other)[0], _compare(other, one)[0].T
    assert np.all(np.abs(there - back) <= np.maximum(1e-6 * there, 0.001))


def test_touching_shapes_do_not_overlap_and_slivers_stand_apart() -> None:
    block = _place(shapely.box(0, 0, 100, 100))
    layer = np.array(
        [
            _place(shapely.box(*box))
            for box in [(100, 0, 200, 100), (50, 100, 90, 180), (99.99, 20, 150, 21), (40, 40, 60, 60)]
        ]
    )
    found = overlay(
        prepare_blocks(from_shapely([block], EQUAL_AREA)), prepare_layer(from_shapely(layer, EQUAL_AREA))
    ).in_order()
    assert found.feature.tolist() == [2, 3]
    large, slivers = found.part_slivers(1.0)
    assert large.feature.tolist() == [3]
    assert slivers.area_m2 == pytest.approx([0.01], abs=1e-6)
    assert (found.area_m2 > TOUCHING_M2).all()


def test_empty_blocks_and_layers_overlap_nothing() -> None:
    empty = from_shapely([shapely.Polygon()], EQUAL_AREA)
    nothing = from_shapely([], EQUAL_AREA)
    square = from_shapely([_place(shapely.box(0, 0, 1, 1))], EQUAL_AREA)
    for blocks in (empty, nothing, square):
        for layer in (empty, nothing, square):
            found = overlay(prepare_blocks(blocks), prepare_layer(layer))
            assert len(found) == int(blocks is square and layer is square)


def test_tiles_keep_the_area_of_their_feature() -> None:
    shapes = fringed(np.random.default_rng(25), 20)
    layer = prepare_layer(from_shapely(shapes, EQUAL_AREA), most_vertices=64)
    assert layer.origin is not None
    assert np.bincount(layer.origin, layer.areas_m2) == pytest.approx(layer.feature_areas_m2, rel=1e-10)
    assert np.diff(layer.polygons.vertex_starts).max() <= 66
    assert len(to_shapely(layer.polygons)) == len(layer)
