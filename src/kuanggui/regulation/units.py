"""Reading unit words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from kuanggui.model.units import Basis, Unit
from kuanggui.regulation.unit_catalogue import RATIO, decimal_of, normalise, unit_catalogue


@lru_cache(maxsize=4096)
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
    unit = Unit(word.name, word.entry.dimension, decimal_of(word.scale * word.entry.factor), basis=basis)
    return _divided(unit, divisor) if divisor else unit


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
    return replace(unit, name=f"{unit.name}/{below.name}", dimension=dimension, factor=decimal_of(factor))


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
