"""What is licensed already of a mineral."""

from __future__ import annotations

from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.features import Feature
from kuanggui.checks.screening.neighbours import is_own
from kuanggui.regulation.mineral_catalogue import is_kind_of


def licensed_rights(case: ScreeningCase, minerals: tuple[str, ...]) -> list[Feature] | None:
    """The mining rights of a mineral in the whole layer but for the case's own; None without the layer."""
    rights = case.ground.all_features("mining_right")
    if rights is None:
        return None
    return [
        r for r in rights if not is_own(case, r) and any(is_kind_of(m, k) for m in r.minerals[:1] for k in minerals)
    ]
