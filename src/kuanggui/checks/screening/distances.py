"""Features within a distance of the block."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Near, ThemeHits
from kuanggui.checks.screening.saying import area, percent
from kuanggui.findings.evidence import Weighed

YES = {"1", "true", "是", "有", "y", "yes"}


def close(case: ScreeningCase, kind: str, within_m: float) -> Iterator[Near]:
    """Features that overlap, cross or touch the block (distance 0) or lie within so many metres, the nearest first."""
    found = case.hits(kind)
    yield from (Near(overlap.feature, 0.0) for overlap in found.overlaps)
    yield from (near for near in found.near if near.distance_m <= within_m)


def taken(found: ThemeHits) -> dict[str, Weighed]:
    """Area and share of the block that a theme covers, ground counted once."""
    return {"area": area(found.total_m2), "share": percent(found.share)}
