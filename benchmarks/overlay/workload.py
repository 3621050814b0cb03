"""Seeded workloads: blocks, adjacent farmland parcels, a red line of huge multipolygons, urban boundaries.

Everything lies in the CGCS2000 3° Gauss-Krüger zone 38 (EPSG:4526, central meridian 114°).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import find_gauss_kruger
from kuanggui.spatial.polygons import Polygons, join_polygons

ZONE = find_gauss_kruger(114, 3, prefixed=True)
WEST, SOUTH = 38_440_000.0, 4_400_000.0
SEED = 20241231


@dataclass(frozen=True)
class Size:
    """How much of each; the ground is a square with the given side in metres."""

    name: str
    side_m: float
    blocks: int
    parcels_a_side: int
    redline_features: int
    largest_redline: int
    urban: int


SIZES = {
    "S": Size("S", 11_880, 200, 100, 6, 20_000, 60),
    "100k": Size("100k", 37_566, 630, 316, 12, 100_000, 200),
    "M": Size("M", 118_794, 2000, 1000, 36, 300_000, 600),
    "L": Size("L", 265_631, 2000, 2236, 36, 300_000, 600),
}


@dataclass(frozen=True, eq=False)
class Mesh:
    """Jittered grid whose sides carry perturbed points; neighbours share every point of their common side."""

    x: Floats
    y: Floats
    side_starts: Integers
    cells: int

    def level_side(self, row: Integers, column: Integers) -> Integers:
        return row * self.cells + column

    def upright_side(self, row: Integers, column: Integers) -> Integers:
        return (self.cells + 1) * self.cells + column * self.cells + row


SIDES_AT_ONCE = 1 << 19  # a mesh of five million cells is built within a few gigabytes
PARCELS_AT_ONCE = 1 << 16


def build_mesh(size: Size, random: np.random.Generator) -> Mesh:
    n, step = size.parcels_a_side, size.side_m / size.parcels_a_side
    jitter = random.uniform(-0.22, 0.22, (2, n + 1, n + 1)) * step
    node_x = WEST + np.arange(n + 1) * step + jitter[0]
    node_y = SOUTH + np.arange(n + 1)[:, None] * step + jitter[1]
    ends = np.empty((4, 2 * n * (n + 1)))
    ends[0] = np.concatenate([node_x[:, :-1].ravel(), node_x[:-1].T.ravel()])
    ends[1] = np.concatenate([node_y[:, :-1].ravel(), node_y[:-1].T.ravel()])
    ends[2] = np.concatenate([node_x[:, 1:].ravel(), node_x[1:].T.ravel()])
    ends[3] = np.concatenate([node_y[:, 1:].ravel(), node_y[1:].T.ravel()])
    counts = random.integers(3, 16, ends.shape[1])
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    x, y = np.empty(starts[-1]), np.empty(starts[-1])
    for first in range(0, len(counts), SIDES_AT_ONCE):
        some = slice(first, min(len(counts), first + SIDES_AT_ONCE))
        points = slice(starts[some.start], starts[some.stop])
        x[points], y[points] = _perturb(ends[:, some], counts[some], random)
    return Mesh(x, y, starts, n)


def _perturb(ends: Floats, counts: Integers, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Points along some sides, each but the first moved off the straight line."""
    side = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    share = (np.arange(len(side)) - starts[side]) / counts[side]
    dx, dy = (ends[2] - ends[0])[side], (ends[3] - ends[1])[side]
    away = random.uniform(-0.035, 0.035, len(side)) * np.where(share == 0, 0, 1)
    x = ends[0][side] + share * dx - away * dy
    y = ends[1][side] + share * dy + away * dx
    return np.round(x, 4), np.round(y, 4)


def trace(mesh: Mesh, first: Integers, forward: Integers, ring_of: Integers, rings: int) -> Polygons:
    """Rings from chains of sides: side `first[k]`, walked forward or not, belongs to ring `ring_of[k]`."""
    counts = mesh.side_starts[first + 1] - mesh.side_starts[first]
    ends = np.concatenate([[0], np.cumsum(counts)])
    piece = np.repeat(np.arange(len(first)), counts)
    offset = np.arange(ends[-1]) - ends[piece]
    base = mesh.side_starts[first][piece]
    ahead = base + offset
    back = _end_point(mesh, first)[piece]
    turned = np.where(offset == 0, back, base + counts[piece] - offset)
    index = np.where(forward[piece] == 1, ahead, turned)
    per_ring = np.bincount(ring_of, weights=counts, minlength=rings).astype(np.int64)
    open_starts = np.concatenate([[0], np.cumsum(per_ring)])
    closed = np.insert(index, open_starts[1:], index[open_starts[:-1]])
    levels = np.arange(rings + 1, dtype=np.int64)
    return Polygons(mesh.x[closed], mesh.y[closed], open_starts + levels, levels, levels, ZONE)


def _end_point(mesh: Mesh, side: Integers) -> Integers:
    """Point index of the far end of a side: the first point of a side that starts there.

    The last row and column of nodes start no side of their own kind, so the other kind is asked; the corner is never needed.
    """
    n = mesh.cells
    level = side < (n + 1) * n
    rest = side - (n + 1) * n
    row = np.where(level, side // n, rest % n + 1)
    column = np.where(level, side % n + 1, rest // n)
    row, column = np.minimum(row, n), np.minimum(column, n)
    through_level = mesh.level_side(row, np.minimum(column, n - 1))
    through_upright = mesh.upright_side(np.minimum(row, n - 1), column)
    return mesh.side_starts[np.where(column < n, through_level, through_upright)]


def iterate_parcels(mesh: Mesh) -> Iterator[Polygons]:
    """All cells but the one in the far corner, in shuffled order as files have them, some at a time."""
    n = mesh.cells
    order = np.random.default_rng(99).permutation(n * n - 1)
    for first in range(0, len(order), PARCELS_AT_ONCE):
        yield _trace_cells(mesh, order[first : first + PARCELS_AT_ONCE])


def _trace_cells(mesh: Mesh, cells: Integers) -> Polygons:
    row, column = cells // mesh.cells, cells % mesh.cells
    sides = np.column_stack(
        [
            mesh.level_side(row, column),
            mesh.upright_side(row, column + 1),
            mesh.level_side(row + 1, column),
            mesh.upright_side(row, column),
        ]
    )
    forward = np.tile([1, 1, 0, 0], len(cells))
    return trace(mesh, sides.ravel(), forward, np.repeat(np.arange(len(cells)), 4), len(cells))


def make_following_blocks(mesh: Mesh, count: int, random: np.random.Generator) -> Polygons:
    """Blocks whose boundary is made of parcel sides: rectangles of cells."""
    n = mesh.cells
    sides, forward, ring = [], [], []
    for block in range(count):
        wide, high = (int(np.exp(random.uniform(np.log(2), np.log(min(120, n - 2))))) for _ in range(2))
        row, column = int(random.integers(0, n - high - 1)), int(random.integers(0, n - wide - 1))
        across, up = np.arange(column, column + wide), np.arange(row, row + high)
        chain = [
            mesh.level_side(np.full(wide, row), across),
            mesh.upright_side(up, np.full(high, column + wide)),
            mesh.level_side(np.full(wide, row + high), across[::-1]),
            mesh.upright_side(up[::-1], np.full(high, column)),
        ]
        sides.append(np.concatenate(chain))
        forward.append(np.repeat([1, 1, 0, 0], [wide, high, wide, high]))
        ring.append(np.full(2 * (wide + high), block))
    return trace(mesh, np.concatenate(sides), np.concatenate(forward), np.concatenate(ring), count)


def _blob(
    centre: tuple[float, float], area_m2: float, corners: int, roughness: float, random: np.random.Generator
) -> Floats:
    """A star-shaped ring with rough sides and exactly this area."""
    angle = (np.arange(corners) + random.uniform(-0.3, 0.3, corners)) * (2 * np.pi / corners)
    radius = np.ones(corners)
    for wave in 2 ** np.arange(1, max(2, int(np.log2(corners)) - 1)):
        radius += roughness / wave**0.9 * np.sin(wave * angle + random.uniform(0, 2 * np.pi))
    radius = np.maximum(radius, 0.1)
    ring = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    x, y = ring.T
    unit = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    ring = np.round(ring * np.sqrt(area_m2 / unit) + centre, 4)
    return np.vstack([ring, ring[:1]])


def _assemble(features: list[list[Floats]]) -> Polygons:
    rings = [ring for parts in features for ring in parts]
    points = np.vstack(rings)
    ring_starts = np.concatenate([[0], np.cumsum([len(ring) for ring in rings])]).astype(np.int64)
    parts = np.arange(len(rings) + 1, dtype=np.int64)
    feature_starts = np.concatenate([[0], np.cumsum([len(parts) for parts in features])]).astype(np.int64)
    return Polygons(points[:, 0].copy(), points[:, 1].copy(), ring_starts, parts, feature_starts, ZONE)


def _place(size: Size, random: np.random.Generator, margin: float = 0.05) -> tuple[float, float]:
    east, north = random.uniform(margin, 1 - margin, 2) * size.side_m
    return WEST + east, SOUTH + north


def make_blocks(size: Size, random: np.random.Generator) -> Polygons:
    """Mining blocks of 0.05 to 200 km² (to a hundredth of the ground on small workloads), log-uniform, 4 to 40 corners."""
    most = min(200e6, size.side_m**2 / 70)
    areas = np.exp(random.uniform(np.log(0.05e6), np.log(most), size.blocks))
    return _assemble([[_blob(_place(size, random), area, int(random.integers(4, 41)), 0.15, random)] for area in areas])


def make_redline(size: Size, random: np.random.Generator) -> Polygons:
    """Multipolygons in a raster of places; their largest part has up to `largest_redline` vertices."""
    features = []
    for k in range(size.redline_features):
        parts = []
        west, south = (k % 6) / 6, (k // 6) / max(1, size.redline_features // 6)
        width, height = size.side_m / 6, size.side_m / max(1, size.redline_features // 6)
        for part in range(4):
            corners = (
                int(size.largest_redline * random.uniform(0.1, 1)) if part == 0 else int(random.integers(200, 5000))
            )
            centre = (
                WEST + west * size.side_m + width * (0.25 + 0.5 * (part % 2)),
                SOUTH + south * size.side_m + height * (0.25 + 0.5 * (part // 2)),
            )
            parts.append(_blob(centre, 0.028 * min(width, height) ** 2 * random.uniform(1, 3), corners, 0.2, random))
        features.append(parts)
    return _assemble(features)


def make_urban(size: Size, random: np.random.Generator) -> Polygons:
    areas = np.exp(random.uniform(np.log(0.2e6), np.log(min(20e6, size.side_m**2 / 100)), size.urban))
    return _assemble(
        [[_blob(_place(size, random), area, int(random.integers(50, 500)), 0.15, random)] for area in areas]
    )


@dataclass(frozen=True, eq=False)
class Workload:
    size: Size
    blocks: Polygons
    following: Polygons
    farmland: Polygons
    redline: Polygons
    urban: Polygons


def make_workload(name: str, seed: int = SEED) -> Workload:
    size = SIZES[name]
    mesh = build_mesh(size, np.random.default_rng([seed, 0]))
    return Workload(
        size,
        make_blocks(size, np.random.default_rng([seed, 1])),
        make_following_blocks(mesh, size.blocks, np.random.default_rng([seed, 2])),
        join_polygons(list(iterate_parcels(mesh))),
        make_redline(size, np.random.default_rng([seed, 3])),
        make_urban(size, np.random.default_rng([seed, 4])),
    )


def iterate_tables(name: str, seed: int = SEED) -> Iterator[tuple[str, Iterator[Polygons]]]:
    """The blocks and layers of the same workload, piece by piece, so that one of any size can be written to files."""
    size = SIZES[name]
    yield "blocks", iter([make_blocks(size, np.random.default_rng([seed, 1]))])
    yield "farmland", iterate_parcels(build_mesh(size, np.random.default_rng([seed, 0])))
    yield "redline", iter([make_redline(size, np.random.default_rng([seed, 3]))])
    yield "urban", iter([make_urban(size, np.random.default_rng([seed, 4]))])
