"""Layers and fields as a catalogue of an edition lists them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How sure an entry is."""

    CONFIRMED = "confirmed"  # read in the standard, or configured in a running official system
    INFERRED = "inferred"  # derived from what is confirmed
    LOCAL = "local"  # set by the bureau that uses it

    @property
    def may_fail(self) -> bool:
        """Whether data that breaks the entry is wrong, not only doubtful."""
        return self is not Mark.INFERRED


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of a layer; what the catalogue does not know is None. `inferred` names the facts less sure than `mark` says."""

    code: str
    mark: Mark
    name: str = ""
    role: str | None = None
    type: FieldType | None = None
    length: int | None = None
    decimals: int | None = None
    unit: str | None = None
    domain: tuple[tuple[str, str], ...] = ()
    pattern: str | None = None
    required: bool | None = None
    instead_of: str | None = None
    inferred: tuple[str, ...] = ()

    def mark_of(self, fact: str) -> Mark:
        """How sure one fact (type, length …) is."""
        return Mark.INFERRED if fact in self.inferred else self.mark


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """A layer or table; `code` is None where only its name was seen, `geometry` is point, line, polygon, none or unknown (None)."""

    code: str | None
    name: str
    mark: Mark
    kind: str | None = None
    geometry: str | None = None
    required: bool | None = None
    inferred: tuple[str, ...] = ()
    source: str = ""
    fields: tuple[FieldEntry, ...] = ()

    @property
    def key(self) -> str:
        """The code, else the name."""
        return self.code or self.name

    def mark_of(self, fact: str) -> Mark:
        """How sure one fact (code, geometry …) is."""
        return Mark.INFERRED if fact in self.inferred else self.mark

    def field(self, code: str) -> FieldEntry | None:
        """The field with that code."""
        return next((entry for entry in self.fields if entry.code == code), None)

    def with_role(self, role: str) -> tuple[FieldEntry, ...]:
        """The fields that play a role, in order."""
        return tuple(entry for entry in self.fields if entry.role == role)
