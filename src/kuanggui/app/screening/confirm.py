"""Areas of an answer measured again by a second engine: PostGIS where the database is on one, else GEOS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from kuanggui.app.screening.screener import Request, Screener
from kuanggui.app.screening.second_way import SecondWay
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import densify, to_crs
from kuanggui.spatial.polygons import Polygons, to_shapely
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.window import find_rows

# Kernel and second engine may differ by what cutting sides and rounding make: this much, and this share of the area.
LEAST_M2, SHARE = 0.05, 1e-6


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The area of a theme in the block by kernel and by the engine named."""

    kind: str
    kernel_m2: float
    second_m2: float
    engine: str

    @property
    def agrees(self) -> bool:
        """Whether they differ by no more than rounding."""
        return abs(self.kernel_m2 - self.second_m2) <= max(LEAST_M2, SHARE * self.kernel_m2)


def confirm(screener: Screener, request: Request, second: SecondWay) -> tuple[Confirmation, ...]:
    """Block and every polygon theme measured again."""
    return tuple(_confirm(screener, request, second))


def _confirm(screener: Screener, request: Request, second: SecondWay) -> Iterator[Confirmation]:
    ground = screener.themes.around(request.range.polygons, 1)[0]
    (block,) = _in_degrees(request.range.polygons)
    yield Confirmation("block", ground.area_m2, second.common_area(block, [block]), second.name)
    for kind in screener.themes.kinds:
        layers = [layer for layer in screener.themes.layers(kind) if isinstance(layer.warm.rows, Prepared)]
        found = ground.theme(kind)
        if layers and found is not None:
            measured = sum(_common(block, layer, ground.looked.blocks.boxes[0], second) for layer in layers)
            slivers = sum(sliver.area_m2 for sliver in found.slivers)
            yield Confirmation(kind, found.total_m2 if found.overlaps else slivers, measured, second.name)


def _common(block: bytes, layer: ThemeLayer, box: Floats, second: SecondWay) -> float:
    """What all features near, counted once, have in common with the block."""
    rows = layer.warm.rows
    near = find_rows(rows.tree, box)
    if not len(near):
        return 0.0
    features = np.unique(near if rows.origin is None else rows.origin[near])
    return second.common_area(block, _in_degrees(layer.polygons(features.tolist())))


def _in_degrees(polygons: Polygons) -> Sequence[bytes]:
    """WKB of polygons whose sides, straight in their own system, are cut into short pieces first."""
    found: list[bytes] = shapely.to_wkb(to_shapely(to_crs(densify(polygons), GEOGRAPHIC)), byte_order=1).tolist()
    return found
