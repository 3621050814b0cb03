"""Names of places and minerals in table cells, by the catalogues."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kuanggui.regulation import divisions, find_minerals
from kuanggui.regulation.division import Division


@cache
def places_by_name() -> dict[str, tuple[Division, ...]]:
    """Administrative divisions by full and short name."""
    names: dict[str, tuple[Division, ...]] = {}
    for place in divisions():
        for name in {place.name, *place.short}:
            names[name] = (*names.get(name, ()), place)
    return names


def is_mineral(words: str) -> bool:
    """Whether the words are a mineral's name and nothing else."""
    return any((match.start, match.end) == (0, len(words)) for match in find_minerals(words))


def are_names(lines: Sequence[str]) -> bool:
    """Whether each line is a name of its own: all minerals, or all places that lie beside each other."""
    lines = [line.strip() for line in lines]
    if any(len(line) > 12 for line in lines):
        return False
    return all(map(is_mineral, lines)) or _are_neighbours(lines)


def _are_neighbours(lines: Sequence[str]) -> bool:
    parents = [{place.parent for place in places_by_name().get(line, ())} for line in lines]
    return bool(set.intersection(*parents))
