"""Reading unit words and converting between units."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from kuanggui.errors import IncompatibleUnitsError
from kuanggui.model.units import Basis, Unit
from kuanggui.regulation.unit_catalogue import UnitWord, normalise, unit_catalogue

if TYPE_CHECKING:
    from pint import UnitRegistry

RATIO = "ratio"  # the dimension of plain numbers: %, ‰, and one mass in another


@cache
def parse_unit(text: str) -> Unit | None:
    """The unit that `text` names, such as 万吨/年, (金属量)吨, 矿石量万吨, m³/d, 克/吨; None when it names none.

    The name of the result is the catalogue's spelling: 平方公里 and km² both come out as 平方千米.
    """
    words, basis = _take_basis(normalise(text).rstrip("/"))
    counted, _, divisor = words.replace("每", "/").partition("/")
    if basis is None:
        counted, basis = _take_basis(counted)
    word = unit_catalogue().words.get(counted)
    if word is None:
        return None
    unit = Unit(word.name, word.entry.dimension, _decimal(word.scale * word.entry.factor), basis=basis)
    return _divided(unit, divisor) if divisor else unit


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """`value` of `source` in `target`, exact before the last rounding to the Decimal context's precision.

    Raises IncompatibleUnitsError when the units differ in dimension, rate or basis.
    """
    if not source.is_comparable_to(target):
        raise IncompatibleUnitsError(f"{source.name} 不能换算为 {target.name}：量纲、时间或计量基础不同；请核对单位")
    given, sought = _pint_unit(source), _pint_unit(target)
    quantity = _registry().Quantity(Fraction(value) * given[0], given[1])
    return _decimal(quantity.to(sought[1]).magnitude / sought[0])


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches one unit where it stands behind a number: the longest word, then `/年` or `/吨`, then a basis in brackets."""
    catalogue = unit_catalogue()
    words = _alternatives(_unit_spellings())
    divisors = _alternatives(
        [*_unit_spellings(multiplied=False), *((re.escape(word), word) for word in catalogue.rates)]
    )
    bases = "|".join(sorted(map(re.escape, catalogue.bases), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:\s*[/／每]\s*(?:{divisors}))?(?:[（(](?:{bases})[）)])?")


def _take_basis(words: str) -> tuple[str, Basis | None]:
    match = _basis_pattern().fullmatch(words)
    if match is None:
        return _without_brackets(words), None
    return _without_brackets(match["before"] or match["behind"] or ""), unit_catalogue().bases[
        match["first"] or match["last"]
    ]


@cache
def _basis_pattern() -> re.Pattern[str]:
    bases = "|".join(sorted(map(re.escape, unit_catalogue().bases), key=len, reverse=True))
    ahead = rf"\(?(?P<first>{bases})\)?[:、,]?(?P<behind>.+)"
    return re.compile(rf"{ahead}|(?P<before>.+?)\(?(?P<last>{bases})\)?")


def _without_brackets(words: str) -> str:
    return words[1:-1] if words.startswith("(") and words.endswith(")") else words


def _divided(unit: Unit, divisor: str) -> Unit | None:
    """A rate such as 万吨/年, or a ratio of two units such as 克/吨 (a plain ratio) and 元/吨 (`currency_cny/mass`)."""
    catalogue = unit_catalogue()
    if divisor in catalogue.rates:
        rate = catalogue.rates[divisor]
        return replace(unit, name=f"{unit.name}/{catalogue.rate_names[rate]}", per=rate)
    below = catalogue.words.get(divisor)
    if below is None:
        return None
    dimension = f"{unit.dimension}/{below.entry.dimension}"
    if unit.dimension == below.entry.dimension != "count":
        dimension = RATIO
    above = catalogue.words[normalise(unit.name)]
    factor = above.scale * above.entry.factor / (below.scale * below.entry.factor)
    return replace(unit, name=f"{unit.name}/{below.name}", dimension=dimension, factor=_decimal(factor))


def _pint_unit(unit: Unit) -> tuple[Fraction, str]:
    """How many of which unit of the registry `unit` is."""
    counted, _, divisor = normalise(unit.name).partition("/")
    above, below = _known(counted, unit), None
    if divisor and unit.per is None:
        below = _known(divisor, unit)
    if below is None:
        return above.scale, above.entry.pint
    return above.scale / below.scale, f"{above.entry.pint} / {below.entry.pint}"


def _known(word: str, unit: Unit) -> UnitWord:
    found = unit_catalogue().words.get(word)
    if found is None:
        raise IncompatibleUnitsError(f"{unit.name} 不在单位目录中，无法换算；请在 units.yaml 中补充")
    return found


@cache
def _registry() -> UnitRegistry[Any]:
    """A pint registry of our units alone, calculating in fractions so that 15 亩 is exactly 1 公顷."""
    from pint import UnitRegistry  # noqa: PLC0415 - takes longer to import than most documents to read

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Fraction)
    for dimension in sorted({entry.dimension for entry in unit_catalogue().entries} - {RATIO}):
        registry.define(f"base_{dimension} = [{dimension}]")
    for entry in unit_catalogue().entries:
        base = "" if entry.dimension == RATIO else f" * base_{entry.dimension}"
        registry.define(f"{entry.pint} = {entry.factor.numerator} / {entry.factor.denominator}{base}")
    return registry


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _unit_spellings(multiplied: bool = True) -> list[tuple[str, str]]:
    """Regular expression and word of every spelling; with `multiplied`, a word that takes multipliers takes them in front."""
    catalogue = unit_catalogue()
    prefix = f"(?:{'|'.join(sorted(catalogue.multipliers, key=len, reverse=True))})?"
    spellings = []
    for entry in catalogue.entries:
        lead = prefix if multiplied and entry.multiples else ""
        spellings += [(lead + re.escape(word), word) for word in entry.words]
        spellings += [(re.escape(word), word) for word in entry.aliases]
    return spellings


def _alternatives(spellings: list[tuple[str, str]]) -> str:
    """Longest word first, and a Latin word only where no further letter or digit follows (t, but not in tce)."""
    ordered = sorted(spellings, key=lambda pair: len(pair[1]), reverse=True)
    return "|".join(
        pattern + (r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else "") for pattern, word in ordered
    )
