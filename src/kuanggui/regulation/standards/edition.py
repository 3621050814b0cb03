"""An edition of a database standard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kuanggui.regulation.standards.entries import LayerEntry, Mark
from kuanggui.regulation.standards.naming import NamePattern, Part, PartKind


class RelationKind(StrEnum):
    """How layers of certain kinds have to lie to each other."""

    APART = "apart"  # features of these kinds do not overlap
    NEVER_IN = "never_in"  # features do not enter the zones
    NOT_ACROSS = "not_across"  # a feature is inside a zone or outside, not across its border
    WITHIN = "within"  # features lie inside the zones


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between kinds of layers."""

    relation: RelationKind
    of: tuple[str, ...]
    zones: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far figures or places may differ, in `unit`."""

    value: Decimal
    unit: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its catalogue of layers and all that a package has to follow. `complete` says that no layer or field is missing here."""

    name: str
    title: str
    status: str
    complete: bool
    layers: tuple[LayerEntry, ...] = ()
    folder: NamePattern | None = None
    layer_file: NamePattern | None = None
    parts: tuple[Part, ...] = ()
    levels: dict[str, str] = field(default_factory=dict)
    encodings: tuple[str, ...] = ()
    tolerances: dict[str, Tolerance] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: tuple[frozenset[str], ...] = ()
    sources: dict[str, str] = field(default_factory=dict)

    def layer(self, code: str) -> LayerEntry | None:
        """The layer with that code, else with that name."""
        by_code = next((entry for entry in self.layers if entry.code == code), None)
        return by_code or next((entry for entry in self.layers if entry.name == code), None)

    def part(self, kind: PartKind) -> Part | None:
        """A part of the package, if the edition names it."""
        return next((part for part in self.parts if part.kind is kind), None)

    def same_meaning(self, code: str) -> frozenset[str]:
        """Field codes that mean the same as this one, itself among them."""
        return frozenset({code}).union(*(group for group in self.synonyms if code in group))

    def resembling(self, fields: Collection[str], least_share: float = 0.6) -> LayerEntry | None:
        """The layer whose fields are most like these, for a file without a known code; None when none has that share in common."""
        given = set(fields)
        best = max(self.layers, key=lambda entry: _likeness(entry, given), default=None)
        return best if best is not None and _likeness(best, given) >= least_share else None


def _likeness(entry: LayerEntry, given: set[str]) -> float:
    known = {one.code for one in entry.fields if one.instead_of is None}
    return len(known & given) / len(known | given) if known else 0.0
