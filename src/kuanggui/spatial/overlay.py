"""Overlaps of blocks with the features of a layer: which, and how many square metres."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from kuanggui.spatial.arrays import Flags, Floats, Indices, Integers
from kuanggui.spatial.kernel.rows import expand_rows
from kuanggui.spatial.kernel.traverse import Task, overlay_blocks
from kuanggui.spatial.prepared import Prepared

TOUCHING_M2 = 1e-6
"""Overlaps up to this area are touching: a square millimetre, above what rounding can make of a shared side."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Rows of block, feature and common area, by block and then in the order in which the layer is stored."""

    block: Indices
    feature: Indices
    area_m2: Floats

    def __len__(self) -> int:
        return len(self.block)

    def select(self, kept: Flags | slice) -> Overlaps:
        """The rows where `kept` holds, or of a slice."""
        return Overlaps(self.block[kept], self.feature[kept], self.area_m2[kept])

    def in_order(self) -> Overlaps:
        """The rows ascending by block and feature."""
        keys = self.block.astype(np.int64) << 32 | self.feature
        if (keys[1:] >= keys[:-1]).all():  # so it is for layers without tiles
            return self
        order = np.argsort(keys, kind="stable")
        return Overlaps(self.block[order], self.feature[order], self.area_m2[order])

    def part_slivers(self, tolerance_m2: float) -> tuple[Overlaps, Overlaps]:
        """The overlaps above a tolerance, and apart from them the slivers up to it."""
        large = self.area_m2 > tolerance_m2
        return self.select(large), self.select(~large)


def overlay(blocks: Prepared, layer: Prepared, least_m2: float = TOUCHING_M2, threads: int | None = None) -> Overlaps:
    """All overlaps of more than `least_m2`; the same rows whatever the number of threads."""
    workers = threads or os.cpu_count() or 1
    least = least_m2 if layer.origin is None else 0.0
    task = Task(blocks.shapes, blocks.boxes, layer.shapes, layer.tree, layer.most_sides, least)
    if workers == 1 or len(blocks) == 1:
        overlaps = _run(task, np.array([0, len(blocks)]), map)
    else:
        with ThreadPoolExecutor(workers) as pool:
            overlaps = _run(task, _share_out(blocks, 16 * workers), pool.map)
    if layer.origin is not None:
        overlaps = _join_tiles(overlaps, layer, layer.origin)
    kept = overlaps.area_m2 > least_m2
    return overlaps if kept.all() else overlaps.select(kept)


def _share_out(blocks: Prepared, pieces: int) -> Integers:
    """Bounds of consecutive runs of blocks with about as many vertices each."""
    starts = blocks.polygons.vertex_starts
    bounds = np.searchsorted(starts, np.linspace(0, starts[-1], pieces + 1))
    bounds[0], bounds[-1] = 0, len(blocks)
    return np.unique(bounds).astype(np.int64)


def _run(task: Task, bounds: Integers, apply: Callable[..., Iterable[Any]]) -> Overlaps:
    """Overlaps of all pieces of the block table: walked first, then written side by side into columns of full length."""
    pieces = list(apply(lambda first, last: overlay_blocks(first, last, task), bounds[:-1], bounds[1:]))
    lengths = [int((rows.last.astype(np.int64) - rows.first).sum()) for rows, _ in pieces]
    ends = np.cumsum([0, *lengths])
    result = Overlaps(np.empty(ends[-1], dtype=np.int32), np.empty(ends[-1], dtype=np.int32), np.empty(ends[-1]))

    def write(piece: int) -> None:
        rows, row_ends = pieces[piece]
        part = slice(ends[piece], ends[piece + 1])
        expand_rows(
            rows, row_ends, bounds[piece], task.layer.areas_m2,
            result.block[part], result.feature[part], result.area_m2[part],
        )  # fmt: skip

    list(apply(write, range(len(pieces))))
    return result


def _join_tiles(overlaps: Overlaps, layer: Prepared, origin: Integers) -> Overlaps:
    """Overlaps by feature: those of tiles added up in a fixed order, all others just renumbered."""
    renumbered = Overlaps(overlaps.block, origin[overlaps.feature].astype(np.int32), overlaps.area_m2)
    tiled = layer.is_tile[overlaps.feature]
    if not tiled.any():
        return renumbered
    whole, parts = renumbered.select(~tiled), renumbered.select(tiled).in_order()
    first = np.flatnonzero(
        (np.diff(parts.block, prepend=np.int32(-1)) != 0) | (np.diff(parts.feature, prepend=np.int32(-1)) != 0)
    )
    block = np.concatenate([whole.block, parts.block[first]])
    feature = np.concatenate([whole.feature, parts.feature[first]])
    area = np.concatenate([whole.area_m2, np.add.reduceat(parts.area_m2, first)])
    order = np.argsort(block, kind="stable")
    return Overlaps(block[order], feature[order], area[order])
