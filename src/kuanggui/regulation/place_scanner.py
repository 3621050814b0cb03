"""Finding the administrative divisions that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kuanggui.regulation.division import Division, PlaceMatch
from kuanggui.regulation.division_catalogue import children, division, divisions, is_within, lineage
from kuanggui.regulation.place_words import place_words
from kuanggui.regulation.word_index import WordIndex

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a word may name, and whether it is a short form (阳高) or the full name (阳高县)."""

    candidates: tuple[Division, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class _Scan:
    """One reading of a text seen from the division it is about."""

    text: str
    home: str | None
    extra: Path | None


def find_places(text: str, within: str | None = None, extra: Path | None = None) -> list[PlaceMatch]:
    """The divisions named in `text`, in order; a name that fits several gives one match for each, at the same place.

    `within` is the code of the division the text is about: short forms (阳高 for 阳高县) are read there and for its province and
    the cities beside it, its own divisions win over others of the same name, and a district elsewhere counts only behind its city's name.
    """
    return list(_find(text, within, extra))


@lru_cache(maxsize=16384)  # the same cells and phrases are read by the boxes, the facts, the plan and many rules
def _find(text: str, within: str | None, extra: Path | None) -> tuple[PlaceMatch, ...]:
    scan = _Scan(text, within, extra)
    matches: list[PlaceMatch] = []
    for start, end, name in _index(within, extra).find(text):
        named = _named(scan, name, start, end, matches)
        embedded = bool(named) and _is_embedded(text, end, name.short)
        matches += [PlaceMatch(start, end, entry, embedded) for entry in named]
    return tuple(matches)


@cache
def _index(home: str | None, extra: Path | None) -> WordIndex[_Name]:
    full: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for entry in divisions(extra):
        full.setdefault(entry.name, []).append(entry)
    for entry in _near(home, extra):
        for word in entry.short:
            short.setdefault(word, []).append(entry)
    names = {word: _Name(_highest(found), True) for word, found in short.items()}
    return WordIndex(names | {word: _Name(tuple(found), False) for word, found in full.items()})


def _near(home: str | None, extra: Path | None) -> list[Division]:
    """The divisions whose short forms are read: all provinces, and the home division with what is in, above and beside it."""
    upwards = lineage(home, extra) if home else ()
    near = {entry.code: entry for entry in divisions(extra) if entry.level == "province" and not entry.invented}
    near |= {code: division(code, extra) for code in upwards}
    near |= {
        entry.code: entry
        for code in upwards[1:]
        for entry in children(code, extra=extra)
        if entry.level == "prefecture"
    }
    near |= {entry.code: entry for entry in (_below(home, extra) if home else ())}
    return list(near.values())


def _below(code: str, extra: Path | None) -> Iterator[Division]:
    for child in children(code, extra=extra):
        yield child
        yield from _below(child.code, extra)


def _highest(found: list[Division]) -> tuple[Division, ...]:
    """Of divisions that share a short form, those of the highest level: 大同 is the city, not the county that once was."""
    order = ["province", "prefecture", "county"]
    level = min(order.index(entry.level) for entry in found)
    return tuple(entry for entry in found if entry.level == order[level])


def _named(scan: _Scan, name: _Name, start: int, end: int, before: list[PlaceMatch]) -> list[Division]:
    if scan.text.startswith(place_words().not_before, end):
        return []
    adjacent = [match.division.code for match in before[-3:] if match.end == start and not match.embedded]
    inside = [entry for entry in name.candidates if any(is_within(entry.code, code, scan.extra) for code in adjacent)]
    word = scan.text[start:end]
    if word in place_words().general and (not inside or scan.text.startswith(place_words().not_before_general, end)):
        return _at_home(scan, name.candidates) if len(word) > 2 else []
    if not _stands_free(scan.text, start, end, bool(adjacent)):
        return []
    return (
        inside
        or _at_home(scan, name.candidates)
        or [entry for entry in name.candidates if _counts_elsewhere(scan, entry)]
    )


def _at_home(scan: _Scan, candidates: tuple[Division, ...]) -> list[Division]:
    home = scan.home
    return [entry for entry in candidates if home is not None and is_within(entry.code, home, scan.extra)]


def _stands_free(text: str, start: int, end: int, adjacent: bool) -> bool:
    """Whether a name of two characters (应县, 和县) is set off from the word before it; longer names always are."""
    if end - start > 2 or not text[start:end].endswith(("县", "区", "市", "旗")) or start == 0 or adjacent:
        return True
    return not _HAN.match(text[start - 1]) or text.endswith(place_words().before_two_characters, 0, start)


def _counts_elsewhere(scan: _Scan, entry: Division) -> bool:
    """Whether a name counts outside the home division: a district (城东区) only behind its city's name."""
    return scan.home is None or entry.level != "county" or not entry.name.endswith("区")


def _is_embedded(text: str, end: int, short: bool) -> bool:
    words = place_words()
    if words.within_name.match(text, end):
        return True
    return short and (text.startswith(words.features, end) or bool(words.within_short_name.match(text, end)))
