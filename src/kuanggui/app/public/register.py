"""Use case: the public register of a database: which plans there are, what each says, its layers and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kuanggui.app.changed_figures import changed_figures
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.app.ports import Work
from kuanggui.app.public.changes import CurrentPlan
from kuanggui.app.public.editions import Edition, editions
from kuanggui.app.public.layers import Ask, Item, Page, layer_extent, layer_item, layer_page
from kuanggui.app.public.plain_words import Topic, plain_words
from kuanggui.app.public.projection import LayerView, Projection
from kuanggui.app.public.repeats import without_repeats
from kuanggui.app.public.tables import PublicTable, public_table
from kuanggui.model.feature import Window
from kuanggui.model.plan.stored import StoredPlan


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """A public plan as a list shows it; `adcode` is its division, None where the document does not say it."""

    id: str
    title: str
    level: str | None
    region: str | None
    adcode: str | None
    period: tuple[int, int] | None
    published_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """The public side of a database; each answer is a projection computed from the register in force."""

    shelf: PlanShelf
    projection: Projection

    def plans(self) -> list[PublicPlan]:
        """Every public plan, latest import first. Raises StoreError."""
        return [self._shown(edition) for edition in self._editions()]

    def plan(self, plan: str) -> PublicPlan | None:
        """One public plan; None for any other. Raises StoreError."""
        return next((self._shown(edition) for edition in self._editions() if edition.entry.id == plan), None)

    def topics(self, plan: str, day: date) -> list[Topic] | None:
        """A public plan in plain words, figures as in force on a day; None for any other. Raises StoreError."""
        current = self._current(plan, day)
        return None if current is None else plain_words(current)

    def table(self, plan: str, part: str, day: date) -> PublicTable | None:
        """A public part of a public plan, figures as in force on a day; None for any other. Raises StoreError."""
        current = self._current(plan, day)
        return None if current is None else public_table(current, part)

    @property
    def views(self) -> Mapping[str, LayerView]:
        """The public layers by id."""
        return self.projection.layers

    def extent(self, layer: str, until: date | None) -> Window | None:
        """A window around a public layer up to a day (None: at any time). Raises StoreError, KeyError for an unknown layer."""
        with self.shelf.looking() as work:
            return layer_extent(work, self.views[layer], self._public(work), until)

    def layer(self, plan: str, layer: str, day: date) -> Page | None:
        """The features of a public layer of a public plan on a day; None for any other. Raises StoreError."""
        view = self.projection.layers.get(layer)
        if view is None or self._entry(plan) is None:
            return None
        with self.shelf.looking() as work:
            return layer_page(work, view, (plan,), Ask(day))

    def page(self, layer: str, ask: Ask) -> Page:
        """A page of a public layer over all public plans. Raises StoreError, KeyError for an unknown layer."""
        with self.shelf.looking() as work:
            return layer_page(work, self.views[layer], self._public(work), ask)

    def item(self, layer: str, key: str, day: date) -> Item | None:
        """One item of a public layer. Raises StoreError, KeyError for an unknown layer."""
        with self.shelf.looking() as work:
            return layer_item(work, self.views[layer], self._public(work), key, day)

    @staticmethod
    def _public(work: Work) -> tuple[str, ...]:
        return tuple(edition.entry.id for edition in editions(work))

    def _editions(self) -> list[Edition]:
        with self.shelf.looking() as work:
            return editions(work)

    def _entry(self, plan: str) -> StoredPlan | None:
        return next((edition.entry for edition in self._editions() if edition.entry.id == plan), None)

    def _current(self, plan: str, day: date) -> CurrentPlan | None:
        entry = self._entry(plan)
        if entry is None:
            return None
        printed = self.shelf.plan(entry)
        with self.shelf.looking() as work:
            changes = changed_figures(work, printed, day)
        return CurrentPlan(without_repeats(printed, changes), self.projection, changes)

    def _shown(self, edition: Edition) -> PublicPlan:
        entry, publication = edition.entry, edition.publication
        region = self.shelf.plan(entry).region
        return PublicPlan(
            entry.id,
            entry.title or entry.id,
            entry.level.value if entry.level else None,
            entry.region,
            region.keys[0] if region and region.keys else None,
            entry.period,
            publication.day,
            publication.basis,
        )
