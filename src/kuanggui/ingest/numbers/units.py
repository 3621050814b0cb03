"""Matching a unit word at a position of a text."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.units import Unit
from kuanggui.regulation import parse_unit, unit_pattern


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit word that ends at `end`; `more_than` when 余 or 多 stands in front of it (20余座)."""

    unit: Unit
    end: int
    more_than: bool = False


def match_unit(text: str, start: int, end: int | None = None, at: int | None = None) -> UnitMatch | None:
    """The longest unit word that begins at `start` (blanks skipped)."""
    stop = len(text) if end is None else end
    while start < stop and text[start].isspace():
        start += 1
    match = unit_pattern().match(text, start, stop)
    unit = parse_unit(match.group()) if match else None
    return UnitMatch(unit, match.end() if at is None else at) if match and unit else None
