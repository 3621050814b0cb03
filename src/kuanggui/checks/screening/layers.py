"""Layers by theme, kept warm, and what they have around one block or many."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

import numpy as np

from kuanggui.checks.screening.features import Feature, ThemeHits
from kuanggui.checks.screening.met import Met, make_met
from kuanggui.checks.screening.theme_layer import ThemeLayer, ThemeSetting
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.polygons import Polygons
from kuanggui.spatial.prepared import Prepared, prepare_blocks
from kuanggui.spatial.warm import LayerHits


class Themes:
    """Layers of all themes; may be shared between threads. `held_back` are those there that must not be looked into."""

    def __init__(
        self, layers: Sequence[ThemeLayer], settings: Mapping[str, ThemeSetting], held_back: Sequence[LayerRecord] = ()
    ) -> None:
        self.settings = dict(settings)
        self.held_back = tuple(held_back)
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
    found: dict[str, list[LayerHits]] = field(default_factory=dict)
    told: dict[str, list[Met]] = field(default_factory=dict)

    def look(self) -> None:
        """Let every layer meet the blocks now; what follows from that is made ready when it is asked for."""
        for kind in self.themes.kinds:
            self._find(kind)

    @cached_property
    def busy(self) -> Sequence[frozenset[str]]:
        """For each block the kinds of which a layer has anything in or near it."""
        kinds = [kind for kind in self.themes.kinds for _ in self.hits(kind)]
        flags = [met.busy() for kind in self.themes.kinds for met in self.hits(kind)]
        return [frozenset(compress(kinds, row)) for row in zip(*flags, strict=True)] or [frozenset()] * len(self.blocks)

    def hits(self, kind: str) -> list[Met]:
        """What each layer of a kind has in the blocks."""
        if kind not in self.told:
            layers = self.themes.layers(kind)
            self.told[kind] = [
                make_met(layer, hits, len(self.blocks)) for layer, hits in zip(layers, self._find(kind), strict=True)
            ]
        return self.told[kind]

    def _find(self, kind: str) -> list[LayerHits]:
        if kind not in self.found:
            self.found[kind] = [self._meet(layer) for layer in self.themes.layers(kind)]
        return self.found[kind]

    def _meet(self, layer: ThemeLayer) -> LayerHits:
        setting = self.themes.settings.get(layer.record.kind, PLAIN)
        near_m = setting.near_m or None
        return layer.warm.meet(self.blocks, tolerance_m2=setting.tolerance_m2, near_m=near_m, threads=self.threads)


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

    def bearing(self, feature: Feature) -> float | None:
        """Degrees clockwise from north in which the middle of the block lies from that of a feature; None where they meet."""
        layer = next((found for found in self.looked.themes.layers(feature.kind) if found.has(feature)), None)
        if layer is None:
            return None
        middle = layer.shapes([feature.number])[0].centroid
        (lon,), (lat,) = layer.crs.to_degrees(np.array([middle.x]), np.array([middle.y]))
        west, south, east, north = self.looked.blocks.boxes[self.block]
        (to_lon,), (to_lat,) = EQUAL_AREA.to_degrees(np.array([(west + east) / 2]), np.array([(south + north) / 2]))
        across, up = (to_lon - lon) * math.cos(math.radians((lat + to_lat) / 2)), to_lat - lat
        return math.degrees(math.atan2(across, up)) % 360 if across or up else None

    def busy(self) -> frozenset[str]:
        """Kinds of which a layer has anything in or near the block."""
        return self.looked.busy[self.block]

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
            self._themes[kind] = _join([met.of(self.block, self.area_m2) for met in self.looked.hits(kind)])
        return self._themes[kind]


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
