"""The plan's own text and what it points at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.plan.value import Word


class Level(StrEnum):
    """The administrative level of a plan, or the level a part of it comes from."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Provision:
    """A clause of the running text. `headings` are the headings above it, from the chapter down; `id` is the clause id of the reading."""

    id: str
    place: Place
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """An annex table that the plan cites: its number as printed, its title where one is given, and every citing place."""

    id: str
    place: Place
    number: str
    title: Word | None = None
    cited: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmappedBox:
    """A box that gave no record, and why. `id` is the box id; the box itself stays in the reading."""

    id: str
    place: Place
    title: str
    reason: str
