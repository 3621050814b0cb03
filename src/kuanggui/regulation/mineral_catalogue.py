"""The catalogue of minerals: records, spellings, and which mineral is a kind of which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kuanggui.errors import RegulationDataError
from kuanggui.model.units import Basis
from kuanggui.regulation.data_files import DataFile, data_files
from kuanggui.regulation.mineral import Mineral


@dataclass(frozen=True, slots=True)
class MineralWords:
    """How names are spelled and told apart in text (`data/mineral_words.yaml`)."""

    variants: tuple[tuple[str, tuple[str, ...]], ...]
    suffixes: tuple[str, ...]
    before_symbol: tuple[str, ...]
    after_symbol: tuple[str, ...]
    after_any_symbol: tuple[str, ...]
    not_minerals: tuple[str, ...]
    never_after: tuple[str, ...]
    never_before: tuple[str, ...]


def minerals(extra: Path | None = None) -> tuple[Mineral, ...]:
    """All minerals of the catalogue; entries of `extra/minerals/*.yaml` replace those of the same code and add new ones."""
    return tuple(_by_code(extra).values())


def mineral(code: str, extra: Path | None = None) -> Mineral:
    """The mineral of that code; KeyError when there is none."""
    return _by_code(extra)[code]


def minerals_named(name: str, extra: Path | None = None) -> tuple[Mineral, ...]:
    """The minerals that `name` alone may mean (with or without 矿), one for every wording of the catalogue, none for other words."""
    spelled = spellings(extra)
    words = mineral_words()
    stems = [name, *(name.removesuffix(suffix) for suffix in words.suffixes if name.endswith(suffix))]
    for stem in stems:
        if stem in spelled:
            return spelled[stem]
    return ()


@lru_cache(maxsize=65536)
def same_mineral(first: str, second: str) -> bool:
    """Whether two codes or names mean one mineral."""
    return not _codes(first).isdisjoint(_codes(second))


@lru_cache(maxsize=65536)  # rules ask for the same pairs over and over
def is_kind_of(narrower: str, broader: str) -> bool:
    """Whether the one mineral is the other or a kind of it, at any distance (codes or names)."""
    return any(not _ancestors(code).isdisjoint(_codes(broader)) for code in _codes(narrower))


def spellings(extra: Path | None = None) -> dict[str, tuple[Mineral, ...]]:
    """Every spelling with the minerals it means; names, symbols and aliases win over spellings made by the variant rules."""
    return _spellings(extra)


@cache  # called with its argument always, since the cache takes f() and f(None) for two calls
def _spellings(extra: Path | None) -> dict[str, tuple[Mineral, ...]]:
    given: dict[str, list[Mineral]] = {}
    for entry in minerals(extra):
        for word in dict.fromkeys((entry.name, *entry.aliases, *([entry.symbol] if entry.symbol else []))):
            given.setdefault(word, []).append(entry)
    made: dict[str, list[Mineral]] = {}
    for word, entries in given.items():
        for spelling in variants_of(word):
            made.setdefault(spelling, []).extend(entry for entry in entries if entry not in made.get(spelling, ()))
    return {word: tuple(entries) for word, entries in (made | given).items()}


def variants_of(word: str) -> set[str]:
    """The spellings that the variant rules make of a name, itself included."""
    words = {word}
    for part, also in mineral_words().variants:
        words |= {known.replace(part, other, 1) for known in words if part in known for other in also}
    return words


@cache
def mineral_words() -> MineralWords:
    """The rules in `data/mineral_words.yaml`."""
    (source,) = data_files("mineral_words", "mineral_words")
    content = source.content
    return MineralWords(
        variants=tuple((rule["of"], tuple(rule["also"])) for rule in content["variants"]),
        suffixes=tuple(sorted(content["suffixes"], key=len, reverse=True)),
        before_symbol=tuple(content["before_symbol"]),
        after_symbol=tuple(content["after_symbol"]),
        after_any_symbol=tuple(content["after_any_symbol"]),
        not_minerals=tuple(content["not_minerals"]),
        never_after=tuple(content["never_after"]),
        never_before=tuple(content["never_before"]),
    )


def _mineral(code: str, entry: dict[str, Any], source: DataFile) -> Mineral:
    return Mineral(
        code=code,
        name=entry["name"],
        class_=source.content["class"],
        subclass=source.content["subclass"],
        aliases=_texts(entry.get("aliases")),
        symbol=entry.get("symbol"),
        broader=_texts(entry.get("broader")),
        codes=_texts(entry.get("codes")),
        codes_10digit=_texts(entry.get("codes_10digit")),
        bases=tuple(Basis(basis) for basis in entry.get("bases", source.content["bases"])),
        not_after=_texts(entry.get("not_after")),
        not_before=_texts(entry.get("not_before")),
    )


def _texts(values: Iterable[object] | None) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())


@cache
def _by_code(extra: Path | None) -> dict[str, Mineral]:
    found: dict[str, Mineral] = {}
    for source in data_files("minerals", "minerals", extra):
        found.update({code: _mineral(code, entry, source) for code, entry in source.content["minerals"].items()})
    for entry in found.values():
        unknown = "、".join(sorted(set(entry.broader) - set(found)))
        if unknown:
            raise RegulationDataError(f"minerals: {entry.code}.broader: 没有矿种 {unknown}；请补充或改正")
    return found


def _codes(word: str) -> frozenset[str]:
    if word in _by_code(None):
        return frozenset({word})
    return frozenset(entry.code for entry in minerals_named(word))


@cache
def _ancestors(code: str) -> frozenset[str]:
    above = _by_code(None)[code].broader
    return frozenset({code}).union(*(_ancestors(parent) for parent in above))
