"""Zones of the plan under a case, by kind."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.checks.data import words
from kuanggui.checks.said import Skipped
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Overlap
from kuanggui.checks.screening.saying import names, open_question

LAYER = "planning_zone"


def zones_under(case: ScreeningCase, *kinds: str) -> list[Overlap]:
    """The zones of these kinds (`zone_kinds.yaml`) that the case overlaps."""
    known = words("zone_kinds")
    names = {name for kind in kinds for name in (kind, *known[kind])}
    return [o for o in case.hits(LAYER).overlaps if any(name in o.feature.text("zone_kind") for name in names)]


def unnamed_zones(case: ScreeningCase) -> list[Overlap]:
    """The zones that the case overlaps of which the layer does not tell the kind."""
    return [o for o in case.hits(LAYER).overlaps if not o.feature.text("zone_kind")]


def say_unnamed(case: ScreeningCase, unnamed: Sequence[Overlap]) -> Skipped:
    """That it cannot be told what is allowed in a zone of no known kind."""
    reason = f"规划分区（{names(o.feature for o in unnamed)}）没有分区类型；请补图层字段“分区类型”"
    return open_question(case, reason, "the layer does not tell the kind of the zone")
