"""Layers by theme, kept warm, and what they have around one block or many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from kuanggui.checks.screening.features import Feature, Near, Overlap, ThemeHits, standard_names
from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import EQUAL_AREA, Crs
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.overlay import Overlaps
from kuanggui.spatial.polygons import Polygons, from_shapely
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.warm import LayerHits, WarmLayer

# Up to this many features all attributes of a layer are read at once.
SMALL = 20_000
# Of more features than these only area and count are kept ready.
SHOWN = 20
_Rows = list[dict[str, Any]]
# Geometries of some features (shapely), in the reference system of the layer.
Shapes = Callable[[Sequence[int]], Any]


class Attributes:
    """Attributes of the features of a layer under our names, read when they are first asked for."""

    def __init__(self, read: Callable[[Sequence[int]], _Rows], features: int) -> None:
        self._read = read
        self._features = features
        self._known: dict[int, Mapping[str, Any]] = {}

    def __len__(self) -> int:
        return self._features

    def of(self, number: int, batch: Sequence[int] = ()) -> Mapping[str, Any]:
        """The attributes of a feature; those of its batch are read along with it."""
        if number not in self._known:
            wanted = range(self._features) if self._features <= SMALL else sorted({number, *batch})
            rows = self._read(list(wanted))
            self._known |= {n: standard_names(row) for n, row in zip(wanted, rows, strict=True)}
        return self._known[number]


class LazyAttributes(Mapping[str, Any]):
    """The attributes of one feature, read on first use."""

    __slots__ = ("_batch", "_number", "_source")

    def __init__(self, source: Attributes, number: int, batch: Sequence[int]) -> None:
        self._source, self._number, self._batch = source, number, batch

    def __getitem__(self, key: str) -> Any:
        return self._source.of(self._number, self._batch)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._source.of(self._number, self._batch))

    def __len__(self) -> int:
        return len(self._source.of(self._number, self._batch))


@dataclass(frozen=True, eq=False)
class ThemeLayer:
    """One layer of a theme: what it is, its geometry in memory, its attributes."""

    record: LayerRecord
    warm: WarmLayer
    attributes: Attributes
    shapes: Shapes
    crs: Crs

    def polygons(self, numbers: Sequence[int]) -> Polygons:
        """Some features as they were given, in the layer's own reference system."""
        return from_shapely(self.shapes(numbers), self.crs)

    def features(self) -> list[Feature]:
        """All features."""
        return [self.feature(n) for n in range(len(self.attributes))]

    def feature(self, number: int, batch: Sequence[int] = ()) -> Feature:
        """One feature; its attributes are read when needed."""
        return Feature(self.record.kind, number, LazyAttributes(self.attributes, number, batch))


@dataclass(frozen=True, eq=False)
class OverlapRows(Sequence[Overlap]):
    """Overlaps from arrays, made one by one when they are looked at: a block may lie on thousands of parcels."""

    layer: ThemeLayer
    numbers: Any
    areas_m2: Any
    largest: Sequence[int]
    block_m2: float

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[k] for k in range(*at.indices(len(self)))]
        area = float(self.areas_m2[at])
        return Overlap(self.layer.feature(int(self.numbers[at]), self.largest), area, area / self.block_m2)


@dataclass(frozen=True, slots=True)
class ThemeSetting:
    """How a theme is screened: its names, tolerance, the distance to look to, and who has to be asked."""

    title: str
    title_en: str
    tolerance_m2: float
    near_m: float
    authority: str


class Themes:
    """Layers of all themes; may be shared between threads."""

    def __init__(self, layers: Sequence[ThemeLayer], settings: Mapping[str, ThemeSetting]) -> None:
        self.settings = dict(settings)
        self._layers: dict[str, list[ThemeLayer]] = {}
        for layer in layers:
            self._layers.setdefault(layer.record.kind, []).append(layer)

    def layers(self, kind: str) -> Sequence[ThemeLayer]:
        """The layers of a kind, in the order given; none where there is no such layer."""
        return self._layers.get(kind, ())

    @property
    def kinds(self) -> list[str]:
        """Kinds of the layers that are there."""
        return list(self._layers)

    def around(self, blocks: Polygons, threads: int | None = None) -> list[WarmGround]:
        """The ground of each block; every layer meets all blocks at once, when it is first asked for."""
        looked = Looked(self, prepare_blocks(blocks), threads if len(blocks) > 1 else 1)
        return [WarmGround(looked, block) for block in range(len(blocks))]


@dataclass(eq=False)
class Looked:
    """Blocks before the layers: what each layer has in all of them, found once."""

    themes: Themes
    blocks: Prepared
    threads: int | None
    found: dict[str, list[tuple[ThemeLayer, LayerHits, Integers, Integers]]] = field(default_factory=dict)

    def hits(self, kind: str) -> list[tuple[ThemeLayer, LayerHits, Integers, Integers]]:
        """For each layer of a kind what it has in the blocks, and where the rows of each block begin."""
        if kind not in self.found:
            self.found[kind] = [self._meet(layer) for layer in self.themes.layers(kind)]
        return self.found[kind]

    def _meet(self, layer: ThemeLayer) -> tuple[ThemeLayer, LayerHits, Integers, Integers]:
        setting = self.themes.settings.get(layer.record.kind, PLAIN)
        near_m = setting.near_m or None
        hits = layer.warm.meet(self.blocks, tolerance_m2=setting.tolerance_m2, near_m=near_m, threads=self.threads)
        starts = np.arange(len(self.blocks) + 1)
        return layer, hits, np.searchsorted(hits.overlaps.block, starts), np.searchsorted(hits.slivers.block, starts)


PLAIN = ThemeSetting("", "", 1.0, 0.0, "")


@dataclass(eq=False)
class WarmGround:
    """The layers as seen from one block."""

    looked: Looked
    block: int
    _themes: dict[str, ThemeHits] = field(default_factory=dict)

    @cached_property
    def area_m2(self) -> float:
        """The official area of the block."""
        return float(self.looked.blocks.areas_m2[self.block])

    @cached_property
    def basic_blocks(self) -> int:
        """How many basic blocks of 1′ × 1′ the area amounts to at its latitude, rounded up."""
        return math.ceil(self.area_m2 / _basic_block_m2(self.looked.blocks.boxes[self.block]) - 1e-9)

    def records(self, kind: str) -> Sequence[LayerRecord]:
        """Origin of the layers of that kind."""
        return [layer.record for layer in self.looked.themes.layers(kind)]

    def all_features(self, kind: str) -> Sequence[Feature] | None:
        """Every feature of the (small) layers of a kind; None when there is none."""
        layers = self.looked.themes.layers(kind)
        return [feature for layer in layers for feature in layer.features()] if layers else None

    def theme(self, kind: str) -> ThemeHits | None:
        """What the theme has in the block; None when there is no layer of that kind."""
        if not self.looked.themes.layers(kind):
            return None
        if kind not in self._themes:
            self._themes[kind] = _join([self._hits(*found) for found in self.looked.hits(kind)])
        return self._themes[kind]

    def _hits(self, layer: ThemeLayer, hits: LayerHits, starts: Integers, sliver_starts: Integers) -> ThemeHits:
        overlaps = self._overlaps(layer, hits.overlaps, starts)
        slivers = self._overlaps(layer, hits.slivers, sliver_starts)
        near = self._near(layer, hits)
        near += [Near(sliver.feature, 0.0) for sliver in slivers]
        total, share = float(hits.totals_m2[self.block]), float(hits.total_shares[self.block])
        near.sort(key=lambda item: item.distance_m)
        return ThemeHits(overlaps, slivers, near, total if overlaps else 0.0, min(1.0, share) if overlaps else 0.0)

    def _overlaps(self, layer: ThemeLayer, found: Overlaps, starts: Integers) -> Sequence[Overlap]:
        first, last = int(starts[self.block]), int(starts[self.block + 1])
        if first == last:
            return []
        areas, numbers = found.area_m2[first:last], found.feature[first:last]
        order = np.lexsort((numbers, -areas))
        largest = numbers[order[:SHOWN]].tolist()
        return OverlapRows(layer, numbers[order], areas[order], largest, self.area_m2)

    def _near(self, layer: ThemeLayer, hits: LayerHits) -> list[Near]:
        if hits.nearby is None:
            return []
        first, last = np.searchsorted(hits.nearby.block, [self.block, self.block + 1])
        numbers, distances = hits.nearby.feature[first:last], hits.nearby.distance_m[first:last]
        nearest = numbers[:SHOWN].tolist()
        return [Near(layer.feature(n, nearest), d) for n, d in zip(numbers.tolist(), distances.tolist(), strict=True)]


def _join(parts: Sequence[ThemeHits]) -> ThemeHits:
    if len(parts) == 1:
        return parts[0]
    return ThemeHits(
        sorted((o for part in parts for o in part.overlaps), key=lambda o: -o.area_m2),
        [o for part in parts for o in part.slivers],
        sorted((n for part in parts for n in part.near), key=lambda n: n.distance_m),
        sum(part.total_m2 for part in parts),
        min(1.0, sum(part.share for part in parts)),
    )


def _basic_block_m2(box: Floats) -> float:
    """The area of one minute by one minute at the middle of a box on the kernel's plane."""
    half, middle = 0.5 / 60, np.array([(box[1] + box[3]) / 2])
    _, lat = EQUAL_AREA.to_degrees(np.zeros(1), middle)
    south, north = CGCS2000.authalic(np.array([lat[0] - half, lat[0] + half]))
    return float(CGCS2000.b**2 / 2 * math.radians(2 * half) * (north - south))
