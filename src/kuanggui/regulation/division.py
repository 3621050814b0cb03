"""Administrative divisions as the catalogue describes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kuanggui.regulation.citation import Citation, Confidence


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture-level or county-level division.

    `code` is the six-digit code of GB/T 2260 and `level` province, prefecture or county. `valid_from` and `valid_to` (the day it
    ceased) are None where they are not known or have not come; `successors` are the codes its area went to. `invented` marks examples.
    """

    code: str
    name: str
    level: str
    parent: str | None
    short: tuple[str, ...]
    citation: Citation
    confidence: Confidence
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    invented: bool = False

    def exists_on(self, day: date) -> bool:
        """Whether the division is in being on that day; an unknown beginning counts as before, an unknown end as after."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


class PlaceMatch(NamedTuple):
    """A division named in a text, from `start` to `end`; `embedded` when it only is part of another name (大同煤田, a company)."""

    start: int
    end: int
    division: Division
    embedded: bool
