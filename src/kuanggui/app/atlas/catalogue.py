"""Use case: the constraint layers that a map may show, and tiles of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kuanggui.app.atlas.kept import Kept
from kuanggui.app.authority import Action, Credentials, admit_somewhere
from kuanggui.app.layer_reach import is_hidden
from kuanggui.app.layers import open_catalogue
from kuanggui.app.opening import for_reading
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.features import standard_names
from kuanggui.errors import ForbiddenError
from kuanggui.regulation.law import Law
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.tile.fit import inside
from kuanggui.spatial.tile.grid import Tile
from kuanggui.spatial.tile.layer import Shown, show
from kuanggui.spatial.tile.mvt import TileLayer, Value, encode_tile

FEATURES, LABELS, CELLS = "features", "labels", "cells"


@dataclass(frozen=True, slots=True)
class CatalogueLayer:
    """A constraint layer as a map lists it; `version` changes with its contents, `box` is in degrees, None for an empty layer."""

    name: str
    kind: str
    title: str
    title_en: str
    authority: str
    as_of: str
    owner: str
    source: str
    note: str
    geometry: str
    features: int
    area_km2: float
    length_km: float
    public: bool
    region: str
    version: str
    box: tuple[float, float, float, float] | None


class Catalogue:
    """The layers of a stock; those opened once stay open as long as they are unchanged. Safe for threads."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._opened: Kept[Layer] = Kept(200)

    def layers(self, by: Credentials) -> list[Layer]:
        """Layers that the caller may see, by name: those about his region and what lies above or below it, or about none.

        Without a login only those marked public. Raises StoreError.
        """
        found = open_catalogue(self._stock)
        if any(not layer.record.public for layer in found):
            known, scope = self._scope(by)
            found = tuple(each for each in found if each.record.public or (known and not is_hidden(each.record, scope)))
        return [self._kept(layer) for layer in found]

    def layer(self, name: str, by: Credentials) -> Layer | None:
        """One of these by name; None for one that is not there or not for the caller, which look the same."""
        return next((layer for layer in self.layers(by) if layer.name == name), None)

    def _kept(self, layer: Layer) -> Layer:
        return self._opened.get((layer.folder, layer.record), lambda: layer)

    def _scope(self, by: Credentials) -> tuple[bool, str | None]:
        """Whether the caller is known, and his region; None where there are no users."""
        if not self._stock.has_database:
            return True, None
        with closing(for_reading(self._stock.database)) as store, store.reading() as work:
            try:
                return True, admit_somewhere(work, by, Action.READ).scope
            except ForbiddenError:
                return False, None


def describe_layers(layers: Sequence[Layer], day: date) -> list[CatalogueLayer]:
    """What a map says about layers, in the order of the themes of screening; a kind without a theme goes by the layer's name."""
    settings = settings_of(Law(day))
    order = {kind: place for place, kind in enumerate(settings)}
    described = [_describe(layer, settings) for layer in layers]
    return sorted(described, key=lambda each: (order.get(each.kind, len(order)), each.name))


def _describe(layer: Layer, settings: Any) -> CatalogueLayer:
    record, setting = layer.record, settings.get(layer.kind)
    title, title_en, authority = (
        (setting.title, setting.title_en, setting.authority) if setting else (record.name, record.name, "")
    )
    return CatalogueLayer(
        record.name, record.kind, title, title_en, authority, record.as_of, record.owner, record.source, record.note,
        record.geometry, record.features, record.area_m2 / 1e6, record.length_m / 1e3, record.public,
        record.region, version_of(layer), layer.box,
    )  # fmt: skip


def version_of(layer: Layer) -> str:
    """The beginning of the digest of its table."""
    return layer.sha256[:16]


def layer_tile(layer: Layer, tile: Tile) -> bytes:
    """A tile of a layer: `features` as they are; `labels`, where they are few; `cells` with the `share` of ground covered, in percent.

    A label is a point with a name. Wherever features are too small or too many, their ground is in the cells: nothing is left out.
    """
    shown = show(layer, tile)
    numbers = (shown.numbers + 1).tolist()
    features = TileLayer(FEATURES, shown.shapes, numbers, [{}] * len(numbers))
    cells = np.array([cell for _, cell in shown.cells], dtype=object)
    shares: list[dict[str, Value]] = [{"share": share} for share, _ in shown.cells]
    return encode_tile(
        [TileLayer(CELLS, cells, [share for share, _ in shown.cells], shares), features, _labels(layer, shown)]
    )


def _labels(layer: Layer, shown: Shown) -> TileLayer:
    """Names of the features whose middle lies in the tile."""
    here = inside(shown.middles)
    names = names_of(layer, shown.numbers[here].tolist())
    named = [(place, name) for place, name in zip(here.tolist(), names, strict=True) if name]
    places = [place for place, _ in named]
    return TileLayer(
        LABELS, shown.middles[places], (shown.numbers[places] + 1).tolist(), [{"name": n} for _, n in named]
    )


def names_of(layer: Layer, numbers: Sequence[int]) -> list[str]:
    """Names of some features, or what stands in for them; empty where they have none."""
    rows = [standard_names(row) for row in layer.attributes(numbers)] if len(numbers) else []
    return [str(row.get("name") or row.get("number") or "") for row in rows]
