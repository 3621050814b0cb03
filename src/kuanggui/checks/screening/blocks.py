"""Planning blocks under a case."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.checks.said import Skipped
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Overlap
from kuanggui.checks.screening.saying import open_question


def layer_of(case: ScreeningCase) -> str:
    """The kind of planning block that the case needs."""
    return f"{case.application.purpose.value}_block"


def blocks_under(case: ScreeningCase) -> Sequence[Overlap] | None:
    """The planning blocks of the plan that the case overlaps, the largest overlap first; None without the layer."""
    found = case.ground.theme(layer_of(case))
    return None if found is None else sorted(found.overlaps, key=lambda o: (-o.area_m2, o.feature.number))


def no_layer(case: ScreeningCase) -> Skipped:
    """What a rule says without the layer of planning blocks."""
    kind = layer_of(case)
    return open_question(case, *case.no_layer(kind, f"；请用 kuanggui layer add --kind {kind} 入库"))
