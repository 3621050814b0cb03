"""One layer of a package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field as the file has it. `code` is the standard's code, `given` the name in the file where the two differ.

    `type` is text, integer, decimal, date or other; length and decimals are None where the format does not tell.
    """

    code: str
    type: str
    length: int | None = None
    decimals: int | None = None
    given: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """A row: its number in the layer from 1, its values by standard field code, its geometry as well-known binary."""

    number: int
    values: Mapping[str, Value]
    wkb: bytes | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a text that are no characters in the claimed encoding: row from 1, field as in the file, and what does fit, if any."""

    row: int
    field: str
    claimed: str
    fitting: str = ""


@dataclass(frozen=True, slots=True)
class LayerData:
    """A layer and what is known of it before its features are read.

    `path` is that of its file within the package, `name` the layer's own name, `entry` the key of the catalogue entry it was taken
    for (empty: none) and `known_by` how: code, fields or mapping. `geometry` is point, line, polygon, none or other; `missing` are
    the suffixes of companion files that are not there; `error` says why the layer cannot be read. `read` goes through the
    features from the first, each time anew; it may raise UnreadableFileError halfway.
    """

    path: str
    sha256: str
    name: str
    form: str
    read: Callable[[], Iterator[Feature]]
    code: str = ""
    entry: str = ""
    known_by: str = ""
    geometry: str = "none"
    crs: str | None = None
    fields: tuple[FieldSeen, ...] = ()
    features: int = 0
    encoding: str | None = None
    damage: Damage | None = None
    missing: tuple[str, ...] = ()
    error: str = ""

    def field(self, code: str) -> FieldSeen | None:
        """The field with that standard code."""
        return next((seen for seen in self.fields if seen.code == code), None)
