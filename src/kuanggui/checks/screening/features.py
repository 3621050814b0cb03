"""Features of layers around a block, and what the layer has in the block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Protocol

from kuanggui.checks.data import words
from kuanggui.regulation.mineral_catalogue import minerals_named
from kuanggui.spatial.layer.record import LayerRecord


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a layer: its number from 0, and its attributes under the names of `layer_fields.yaml`."""

    kind: str
    number: int
    attributes: Mapping[str, Any]
    known_name: str = ""  # where its attributes were read already

    @property
    def name(self) -> str:
        """Its name, or its number from 1."""
        return self.known_name or self.text("name") or self.text("number") or f"第{self.number + 1}号要素"

    def text(self, key: str) -> str:
        """An attribute as text, empty where it is missing."""
        return text_in(self.attributes, key)

    def figure(self, key: str) -> Decimal | None:
        """An attribute as a number, None where it is missing or no number."""
        try:
            figure = Decimal(self.text(key))
        except InvalidOperation:
            return None
        return figure if figure.is_finite() else None

    def day(self, key: str) -> date | None:
        """An attribute as a day, None where it is missing or no day."""
        try:
            return date.fromisoformat(self.text(key)[:10])
        except ValueError:
            return None

    @property
    def minerals(self) -> tuple[str, ...]:
        """Codes of the minerals named in its attribute, the first one first."""
        return _codes_in(self.text("mineral"))


def text_in(attributes: Mapping[str, Any], key: str) -> str:
    """An attribute as text, empty where it is missing."""
    value = attributes.get(key)
    return "" if value is None else str(value).strip()


@lru_cache(maxsize=65536)  # every case of a run looks at the same rights
def _codes_in(text: str) -> tuple[str, ...]:
    parts = text.replace("，", "、").replace(",", "、").replace(";", "、").split("、")
    return tuple(dict.fromkeys(entry.code for part in parts for entry in minerals_named(part.strip())))


@dataclass(frozen=True, slots=True)
class Overlap:
    """A feature that overlaps the block by more than the theme's tolerance."""

    feature: Feature
    area_m2: float
    share: float


@dataclass(frozen=True, slots=True)
class Near:
    """A feature that does not overlap, and its distance in metres; 0 is touching."""

    feature: Feature
    distance_m: float


@dataclass(frozen=True, slots=True)
class ThemeHits:
    """What a theme has in and around the block; `slivers` are overlaps up to the tolerance, kept to be listed."""

    overlaps: Sequence[Overlap] = ()
    slivers: Sequence[Overlap] = ()
    near: Sequence[Near] = ()
    total_m2: float = 0.0
    share: float = 0.0


class Ground(Protocol):
    """The layers as seen from one block."""

    @property
    def area_m2(self) -> float:
        """The official area of the block."""

    @property
    def basic_blocks(self) -> int:
        """How many basic blocks of 1′ × 1′ the area amounts to."""

    def bearing(self, feature: Feature) -> float | None:
        """Degrees clockwise from north in which the middle of the block lies from that of a feature; None where they meet."""

    def busy(self) -> frozenset[str]:
        """Kinds of which a layer has anything in or near the block."""

    def theme(self, kind: str) -> ThemeHits | None:
        """What the theme has in the block; None when there is no layer of that kind."""

    def records(self, kind: str) -> Sequence[LayerRecord]:
        """Origin of the layers of that kind."""

    def all_features(self, kind: str) -> Sequence[Feature] | None:
        """Every feature of the (small) layers of a kind; None when there is none."""


def standard_names(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes under our names, by the aliases of `layer_fields.yaml`; unknown ones are left out."""
    found = {}
    for name, fields in _find_fields(tuple(attributes)):
        value = next((attributes[field] for field in fields if attributes[field] is not None), None)
        if value is not None:
            found[name] = value
    return found


@lru_cache(maxsize=256)
def _find_fields(names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Our names with the fields of a layer that may hold each, the best first; all features of a layer have the same fields."""
    aliases: dict[str, list[str]] = words("layer_fields")
    lower = {str(name).strip().lower(): name for name in names}
    known = ((name, [other.lower() for other in (name, *others)]) for name, others in aliases.items())
    fields = ((name, tuple(lower[other] for other in others if other in lower)) for name, others in known)
    return tuple((name, theirs) for name, theirs in fields if theirs)
