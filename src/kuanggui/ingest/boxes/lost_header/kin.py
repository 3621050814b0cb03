"""Header words that belong together: places of one city, or minerals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.ingest.boxes.names import places_by_name
from kuanggui.ingest.boxes.words import table_words
from kuanggui.regulation import children, find_minerals

_FEWEST = 3
_MOSTLY = 0.8
_MOST_VALUES = 0.6


@dataclass(frozen=True, slots=True)
class Kin:
    """Header words of one kind (a key of `label_names`), and the names of that kind that are missing among them, if they are known."""

    kind: str
    words: frozenset[str]
    missing: tuple[str, ...] = ()


def find_kin(header: Sequence[str]) -> Kin | None:
    """What most of the header words have in common, totals aside."""
    words = [word for word in header if word and not table_words().is_total(word)]
    if len(words) < _FEWEST:
        return None
    return _places(words) or _minerals(words)


def names_kind(values: Sequence[str]) -> str | None:
    """The kind that most of the values name: mineral or place."""
    minerals = sum(bool(find_minerals(value)) for value in values)
    places = sum(value in places_by_name() for value in values)
    kind, count = max((("mineral", minerals), ("place", places)), key=lambda pair: pair[1])
    return kind if values and count >= len(values) * _MOST_VALUES else None


def _minerals(words: Sequence[str]) -> Kin | None:
    named = frozenset(word for word in words if find_minerals(word))
    return Kin("mineral", named) if len(named) >= len(words) * _MOSTLY else None


def _places(words: Sequence[str]) -> Kin | None:
    """Divisions with the same parent; those of them in being today that no header word names are missing."""
    parents = {word: {place.parent for place in places_by_name().get(word, ())} for word in words}
    shared = Counter(parent for found in parents.values() for parent in found if parent).most_common(1)
    if not shared or shared[0][1] < len(words) * _MOSTLY:
        return None
    named = frozenset(word for word, found in parents.items() if shared[0][0] in found)
    left = (place for place in children(shared[0][0]) if place.valid_to is None)
    return Kin("place", named, tuple(place.name for place in left if not named & {place.name, *place.short}))
