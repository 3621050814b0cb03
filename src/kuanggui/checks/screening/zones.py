"""Zones of the plan under a case, by kind."""

from __future__ import annotations

from kuanggui.checks.data import words
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Overlap

LAYER = "planning_zone"


def zones_under(case: ScreeningCase, *kinds: str) -> list[Overlap]:
    """The zones of these kinds (`zone_kinds.yaml`) that the case overlaps."""
    known = words("zone_kinds")
    names = {name for kind in kinds for name in (kind, *known[kind])}
    return [o for o in case.hits(LAYER).overlaps if any(name in o.feature.text("zone_kind") for name in names)]
