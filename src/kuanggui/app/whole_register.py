"""Use case: every feature of the plans in a caller's region as layers, one for each kind, with all fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kuanggui.app.authority import Credentials
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.app.public.layers import Ask, Item, Page, layer_extent, layer_item, layer_page
from kuanggui.app.public.projection import FIELDS, LayerView, Titles
from kuanggui.app.public.wording import word
from kuanggui.model.feature import FeatureKind, FeatureStatus, Window

VIEWS: Mapping[str, LayerView] = {
    kind.value: LayerView(
        kind.value, Titles(*word("kind", kind.value)), (kind,), tuple(FeatureStatus), FIELDS, attributes=None
    )
    for kind in FeatureKind
}


@dataclass(frozen=True, slots=True)
class WholeRegister:
    """The features that a caller may read."""

    shelf: PlanShelf
    by: Credentials

    @property
    def views(self) -> Mapping[str, LayerView]:
        """A layer for each kind of feature."""
        return VIEWS

    def extent(self, layer: str, until: date | None) -> Window | None:
        """A window around a layer up to a day (None: at any time). Raises ForbiddenError, StoreError, KeyError for an unknown layer."""
        plans = self._plans()
        with self.shelf.looking() as work:
            return layer_extent(work, VIEWS[layer], plans, until)

    def page(self, layer: str, ask: Ask) -> Page:
        """A page of a layer over all plans in reach. Raises ForbiddenError, StoreError, KeyError for an unknown layer."""
        plans = self._plans()
        with self.shelf.looking() as work:
            return layer_page(work, VIEWS[layer], plans, ask)

    def item(self, layer: str, key: str, day: date) -> Item | None:
        """One item of a layer. Raises ForbiddenError, StoreError, KeyError for an unknown layer."""
        plans = self._plans()
        with self.shelf.looking() as work:
            return layer_item(work, VIEWS[layer], plans, key, day)

    def _plans(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.shelf.visible(self.by))
