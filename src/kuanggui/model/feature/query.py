"""Which features are wanted, and as of when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kuanggui.model.feature.feature import FeatureKind, FeatureStatus


@dataclass(frozen=True, slots=True)
class Window:
    """A box in degrees of longitude and latitude on CGCS2000."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class FeatureQuery:
    """Features of a plan (or of all) in force on a day by what was known at a moment; None for the moment means by what is known now.

    None for the day gives every day. `adcode` takes whole divisions by their leading digits; `window` takes features whose bounding
    box touches it, and those without geometry only with `undrawn`. `plans` narrows to several; `during` takes what was in force on any
    day of a span with both ends (None: open). `offset` and `limit` cut a page out of the order by plan and id, or with `drawn_first`
    out of what has a geometry in that order and then the rest.
    """

    plan: str | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    kinds: tuple[FeatureKind, ...] = ()
    statuses: tuple[FeatureStatus, ...] = ()
    ids: tuple[str, ...] = ()
    mineral: str | None = None
    adcode: str | None = None
    window: Window | None = None
    plans: tuple[str, ...] | None = None
    levels: tuple[str, ...] = ()
    name: str | None = None
    number: str | None = None
    during: tuple[date | None, date | None] | None = None
    undrawn: bool = False
    drawn_first: bool = False
    offset: int = 0
    limit: int | None = None
