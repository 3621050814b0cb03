"""Layers kept ready in one process, so that one block drawn by hand is answered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags, Floats
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.figures import Figures, prepare_figures
from kuanggui.spatial.layer.opened import open_layer
from kuanggui.spatial.near import Nearby, find_nearby
from kuanggui.spatial.overlay import TOUCHING_M2, Overlaps, overlay
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.polygons import Polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks, prepare_layer
from kuanggui.spatial.totals import add_up, find_entangled, unite


@dataclass(frozen=True, slots=True, eq=False)
class LayerHits:
    """What one layer has in some blocks.

    `overlaps` and their `shares` of the block are above the tolerance, `slivers` up to it. `totals_m2` and
    `total_shares`, one value a block, count ground once where features of the layer overlap each other, slivers
    included. `nearby` lists the features that do not overlap within the distance that was asked for.
    """

    overlaps: Overlaps
    shares: Floats
    slivers: Overlaps
    totals_m2: Floats
    total_shares: Floats
    nearby: Nearby | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """Everything that blocks and one layer have in common: all overlaps by block and feature, totals, near features."""

    overlaps: Overlaps
    totals_m2: Floats
    nearby: Nearby | None = None


@dataclass(frozen=True, eq=False)
class WarmLayer:
    """A layer in memory: polygons with the features that overlap each other, or points and lines."""

    rows: Prepared | Figures
    entangled: Flags

    @cached_property
    def united(self) -> Prepared | None:
        """The ground of all features that overlap each other, counted once; None if there are none."""
        features = np.flatnonzero(self.entangled)
        return unite(self.rows, features) if isinstance(self.rows, Prepared) and len(features) else None

    def measure(self, blocks: Prepared, near_m: float | None = None, threads: int | None = None) -> Meeting:
        """Overlaps, totals and, on request, the features within `near_m` metres; points and lines have but the last.

        What is found for a block does not depend on the other blocks, to the last bit.
        """
        found = _overlay(blocks, self.rows, threads)
        nearby = None if near_m is None else find_nearby(blocks, self.rows, near_m, found)
        if isinstance(self.rows, Figures):
            return Meeting(found, np.zeros(len(blocks)), nearby)
        return Meeting(found, add_up(blocks, self.rows, found, self.entangled, self.united), nearby)

    def meet(
        self,
        blocks: Prepared,
        *,
        tolerance_m2: float = CUTTING_ERROR_M2,
        near_m: float | None = None,
        threads: int | None = None,
    ) -> LayerHits:
        """The same with shares, and slivers apart."""
        found = self.measure(blocks, near_m, threads)
        large, slivers = found.overlaps.part_slivers(tolerance_m2)
        whole = np.where(blocks.areas_m2 > 0, blocks.areas_m2, np.inf)
        shares, totals = large.area_m2 / whole[large.block], found.totals_m2
        return LayerHits(large, shares, slivers, totals, totals / whole, found.nearby)


def _overlay(blocks: Prepared, rows: Prepared | Figures, threads: int | None) -> Overlaps:
    if isinstance(rows, Figures):
        return Overlaps(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    return overlay(blocks, rows, TOUCHING_M2, threads).in_order()


def open_warm(folder: Path) -> WarmLayer:
    """A layer of the catalogue; arrays of polygons stay on disk until they are touched."""
    layer = open_layer(folder)
    if layer.geometry == "polygon":
        return WarmLayer(layer.prepared, layer.entangled)
    return _warm_figures(layer.geometries(np.arange(len(layer))), layer.crs)


def warm_up(polygons: Polygons) -> WarmLayer:
    """A table of polygons in any accepted reference system, made ready."""
    rows = prepare_layer(polygons)
    return WarmLayer(rows, find_entangled(rows))


def _warm_figures(shapes: Sequence[Any] | NDArray[Any], crs: Crs) -> WarmLayer:
    return WarmLayer(prepare_figures(shapes, crs), np.zeros(len(shapes), dtype=np.bool_))


class WarmLayers:
    """Layers by name, answering for one block or many; it may be shared between threads once all are added.

    Features are numbered from 0 in the order of the snapshot or of the table they came from.

    >>> import shapely
    >>> from kuanggui.spatial.crs import GEOGRAPHIC
    >>> from kuanggui.spatial.polygons import from_shapely
    >>> layers = WarmLayers()
    >>> farmland = [shapely.box(113.0, 40.0, 113.1, 40.1), shapely.box(113.2, 40.0, 113.3, 40.1)]
    >>> layers.add_polygons("farmland", from_shapely(farmland, GEOGRAPHIC))
    >>> block = from_shapely([shapely.box(113.05, 40.0, 113.1, 40.1)], GEOGRAPHIC)
    >>> hits = layers.meet(block, near_m=10_000)["farmland"]
    >>> hits.overlaps.feature.tolist(), hits.total_shares.round(6).tolist(), hits.nearby.feature.tolist()
    ([0], [1.0], [1])
    """

    def __init__(self) -> None:
        self._layers: dict[str, WarmLayer] = {}

    @property
    def names(self) -> list[str]:
        """Names of the layers in the order in which they were added."""
        return list(self._layers)

    def add_snapshot(self, name: str, folder: Path) -> None:
        """Add a layer of the catalogue; arrays of polygons stay on disk until they are touched."""
        self._add(name, open_warm(folder))

    def add_polygons(self, name: str, polygons: Polygons) -> None:
        """Add a table of polygons in any accepted reference system."""
        self._add(name, warm_up(polygons))

    def add_figures(self, name: str, shapes: Sequence[Any] | NDArray[Any], crs: Crs) -> None:
        """Add points or lines (shapely) in any accepted reference system; they have distances but no overlaps."""
        self._add(name, _warm_figures(shapes, crs))

    def _add(self, name: str, layer: WarmLayer) -> None:
        if name in self._layers:
            raise InputError(f"图层 {name} 重复；请换一个名称")
        self._layers[name] = layer
        _ = layer.united

    def meet(
        self,
        blocks: Polygons,
        *,
        names: Sequence[str] | None = None,
        tolerance_m2: float = CUTTING_ERROR_M2,
        near_m: float | None = None,
        threads: int | None = None,
    ) -> dict[str, LayerHits]:
        """What each of the layers, or of those named, has in the blocks.

        Raises InputError for a name that was not added.
        """
        unknown = [name for name in names or () if name not in self._layers]
        if unknown:
            raise InputError(f"没有图层 {unknown[0]}；已有：{'、'.join(self._layers)}")
        prepared = prepare_blocks(blocks)
        return {
            name: self._layers[name].meet(prepared, tolerance_m2=tolerance_m2, near_m=near_m, threads=threads)
            for name in names or self._layers
        }
