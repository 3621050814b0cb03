"""Words about what cells hold, from `data/cell_words.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kuanggui.checks.audit.words import read_words


@dataclass(frozen=True, slots=True)
class Zone:
    """What the name of a zone says it is: its kind, and its level if it has one."""

    kind: str
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class CellWords:
    """Compiled patterns."""

    separators: re.Pattern[str]
    fillers: frozenset[str]
    serial_header: re.Pattern[str]
    serial: re.Pattern[str]
    any_place: re.Pattern[str]
    several_metals: re.Pattern[str]
    zones: tuple[tuple[str, re.Pattern[str]], ...]

    def names(self, text: str) -> list[str]:
        """The names that a cell lists."""
        return [word for word in self.separators.split(text) if word and word not in self.fillers]

    def zone(self, name: str) -> Zone | None:
        """What the name of a zone ends in; None where it says nothing."""
        for kind, pattern in self.zones:
            if match := pattern.search(name.strip()):
                return Zone(kind, match["level"] or "", match.group())
        return None


@cache
def cell_words() -> CellWords:
    """The shipped words, read once."""
    data = read_words("cell_words")
    zones = data["zones"]
    return CellWords(
        separators=re.compile(data["separators"]),
        fillers=frozenset(data["fillers"]),
        serial_header=re.compile(data["serial_header"]),
        serial=re.compile(data["serial"]),
        any_place=re.compile(data["any_place"]),
        several_metals=re.compile(data["several_metals"]),
        zones=tuple(
            (kind, re.compile(rf"(?P<level>{zones['levels']})?(?:{pattern})(?:[（(][^（()）]*[)）])?$"))
            for kind, pattern in zones["kinds"].items()
        ),
    )
