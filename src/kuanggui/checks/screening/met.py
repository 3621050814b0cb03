"""What one layer has in and around some blocks, found for all of them at once and told block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kuanggui.checks.screening.features import Feature, Near, Overlap, ThemeHits
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.spatial.arrays import Flags, Integers
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.warm import LayerHits

# Of more features than these only area and count are kept ready.
SHOWN = 20


@dataclass(frozen=True, eq=False)
class OverlapRows(Sequence[Overlap]):
    """Overlaps of a block, the largest first, made one by one when they are looked at: it may lie on thousands of parcels."""

    table: OverlapTable
    block: int
    block_m2: float
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            if step > 0 and last <= len(self._largest):
                return self._largest[first:last:step]
            return [self[k] for k in range(first, last, step)]
        k = at + len(self) if at < 0 else at
        return self._largest[k] if k < len(self._largest) else self._make(*self._ordered, k)

    def __iter__(self) -> Iterator[Overlap]:
        yield from self._largest
        for k in range(len(self._largest), len(self)):
            yield self._make(*self._ordered, k)

    @cached_property
    def _largest(self) -> list[Overlap]:
        """The first ones, for which the rest need not be sorted."""
        whole = self.block_m2
        return [Overlap(feature, area, area / whole) for feature, area in self.table.largest(self.block)]

    @cached_property
    def _ordered(self) -> tuple[list[int], list[float]]:
        """Numbers and areas of all."""
        rows = np.arange(self.first, self.last)
        numbers, areas = self.table.found.feature[rows], self.table.found.area_m2[rows]
        order = np.lexsort((numbers, -areas))
        return numbers[order].tolist(), areas[order].tolist()

    def _make(self, numbers: Sequence[int], areas: Sequence[float], k: int) -> Overlap:
        return Overlap(self.table.layer.feature(numbers[k]), areas[k], areas[k] / self.block_m2)


class OverlapTable:
    """Overlaps of a layer with some blocks: where the rows of each block begin, and the largest of each."""

    def __init__(self, layer: ThemeLayer, found: Overlaps, blocks: int) -> None:
        self.layer, self.found = layer, found
        self.starts: list[int] = np.searchsorted(found.block, np.arange(blocks + 1, dtype=found.block.dtype)).tolist()
        rows = np.flatnonzero(self._among_largest())
        rows = rows[np.lexsort((found.feature[rows], -found.area_m2[rows], found.block[rows]))]
        self._starts: list[int] = np.searchsorted(found.block[rows], np.arange(blocks + 1, dtype=np.int32)).tolist()
        self._numbers: list[int] = found.feature[rows].tolist()
        self._areas: list[float] = found.area_m2[rows].tolist()

    def largest(self, block: int) -> Iterator[tuple[Feature, float]]:
        """The largest overlaps of a block with their areas, at most SHOWN."""
        first = self._starts[block]
        last = min(self._starts[block + 1], first + SHOWN)
        return zip(self._features[first:last], self._areas[first:last], strict=True)

    @cached_property
    def _features(self) -> list[Feature]:
        """Those of all blocks, whose attributes are so read at once."""
        return self.layer.features_at(self._numbers)

    def of(self, block: int, block_m2: float) -> Sequence[Overlap]:
        """The overlaps of a block, the largest first."""
        first, last = self.starts[block], self.starts[block + 1]
        return OverlapRows(self, block, block_m2, first, last) if first < last else ()

    def _among_largest(self) -> Flags:
        """Which rows are no smaller than the last one shown of their block."""
        kept = np.ones(len(self.found.block), dtype=np.bool_)
        for first, last in zip(self.starts, self.starts[1:], strict=False):
            if last - first > SHOWN:
                areas = self.found.area_m2[first:last]
                kept[first:last] = areas >= np.partition(areas, len(areas) - SHOWN)[len(areas) - SHOWN]
        return kept


@dataclass(frozen=True, eq=False)
class Met:
    """A layer and some blocks: overlaps, slivers, near features and totals, block by block."""

    layer: ThemeLayer
    overlaps: OverlapTable
    slivers: OverlapTable
    near_starts: Sequence[int]
    hits: LayerHits

    def busy(self) -> list[bool]:
        """Whether the layer has anything in or near each block."""
        tables = (self.overlaps.starts, self.slivers.starts, self.near_starts)
        found: list[bool] = np.any([np.diff(starts) > 0 for starts in tables], axis=0).tolist()
        return found

    def of(self, block: int, block_m2: float) -> ThemeHits:
        """What the layer has in one block."""
        overlaps, slivers = self.overlaps.of(block, block_m2), self.slivers.of(block, block_m2)
        near = [*self._near(block), *[Near(sliver.feature, 0.0) for sliver in slivers]]
        near.sort(key=lambda item: item.distance_m)
        if not overlaps:
            return ThemeHits((), slivers, near)
        total, share = float(self.hits.totals_m2[block]), float(self.hits.total_shares[block])
        return ThemeHits(overlaps, slivers, near, total, min(1.0, share))

    def _near(self, block: int) -> Iterator[Near]:
        first, last = self.near_starts[block], self.near_starts[block + 1]
        if first == last or self.hits.nearby is None:
            return
        numbers = self.hits.nearby.feature[first:last].tolist()
        distances = self.hits.nearby.distance_m[first:last].tolist()
        for number, distance in zip(numbers, distances, strict=True):
            yield Near(self.layer.feature(number, numbers[:SHOWN]), distance)


def make_met(layer: ThemeLayer, hits: LayerHits, blocks: int) -> Met:
    """What a layer has in blocks, made ready to be told block by block."""
    edges = np.arange(blocks + 1, dtype=np.int32)
    near: Integers = (
        np.zeros(blocks + 1, np.int64) if hits.nearby is None else np.searchsorted(hits.nearby.block, edges)
    )
    overlaps, slivers = OverlapTable(layer, hits.overlaps, blocks), OverlapTable(layer, hits.slivers, blocks)
    return Met(layer, overlaps, slivers, near.tolist(), hits)
