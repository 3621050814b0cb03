"""The catalogue of units: every unit word with its dimension and exact factor."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from kuanggui.model.units import Basis
from kuanggui.regulation.data_files import data_files

RATIO = "ratio"  # the dimension of plain numbers: %, ‰, and one mass in another


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit of the catalogue: `pint` is its name in the registry, `words` are all spellings, as they stand and multiplied."""

    name: str
    pint: str
    dimension: str
    factor: Fraction
    words: tuple[str, ...]
    aliases: tuple[str, ...]
    multiples: bool


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One spelling: the unit it stands for, `scale` times over (万吨 is 吨 with scale 10000)."""

    name: str
    entry: UnitEntry
    scale: Fraction


@dataclass(frozen=True, slots=True)
class UnitCatalogue:
    """All units, the words that multiply them, make rates of them, and name what a tonnage counts."""

    entries: tuple[UnitEntry, ...]
    words: dict[str, UnitWord]
    multipliers: dict[str, int]
    rates: dict[str, str]
    rate_names: dict[str, str]
    bases: dict[str, Basis]


def normalise(text: str) -> str:
    """Unit words in one spelling: full-width and superscript signs as plain ones, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def decimal_of(number: Fraction) -> Decimal:
    """A fraction to the precision of the Decimal context."""
    return Decimal(number.numerator) / Decimal(number.denominator)


@cache
def unit_catalogue() -> UnitCatalogue:
    """The catalogue in `data/units.yaml`."""
    (source,) = data_files("units", "units")
    content = source.content
    entries = tuple(_entry(dimension, raw) for dimension, units in content["dimensions"].items() for raw in units)
    return UnitCatalogue(
        entries=entries,
        words=_words(entries, content["multipliers"]),
        multipliers=content["multipliers"],
        rates={word: rate for rate, words in content["rates"].items() for word in words},
        rate_names={rate: words[0] for rate, words in content["rates"].items()},
        bases={normalise(word): Basis(basis) for basis, words in content["bases"].items() for word in words},
    )


def _entry(dimension: str, raw: dict[str, Any]) -> UnitEntry:
    name = raw["name"]
    return UnitEntry(
        name=name,
        pint=raw.get("pint", name),
        dimension=dimension,
        factor=_fraction(raw["factor"]),
        words=(name, *raw.get("words", ())),
        aliases=tuple(raw.get("aliases", ())),
        multiples=raw.get("multiples", False),
    )


def _fraction(factor: object) -> Fraction:
    over, _, under = str(factor).partition("/")
    return Fraction(over) / Fraction(under or 1)


def _words(entries: tuple[UnitEntry, ...], multipliers: dict[str, int]) -> dict[str, UnitWord]:
    """Spelling → unit; a unit's own words win over another's multiples (千米 is itself before it is a thousand 米)."""
    words: dict[str, UnitWord] = {}
    for entry in entries:
        words.update(
            {normalise(word): UnitWord(entry.name, entry, Fraction(1)) for word in entry.words + entry.aliases}
        )
    for spelling, word in _multiples(entries, multipliers):
        words.setdefault(spelling, word)
    return words


def _multiples(entries: tuple[UnitEntry, ...], multipliers: dict[str, int]) -> Iterator[tuple[str, UnitWord]]:
    for entry in entries:
        if entry.multiples:
            for prefix, scale in multipliers.items():
                word = UnitWord(prefix + entry.name, entry, Fraction(scale))
                yield from ((normalise(prefix + spelling), word) for spelling in entry.words)
