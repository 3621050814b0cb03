"""The figures of a plan that adjustments have changed, as of a day, each with the adjustment that set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kuanggui.app.ports import Work
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import TargetKey, targets_of


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """The figure in force in place of a printed one: who set it (id, title and basis of the adjustment), and since when."""

    value: Figure
    adjustment: str
    title: str
    basis: str
    since: date


def changed_figures(work: Work, plan: Plan, day: date) -> dict[TargetKey, ChangedFigure]:
    """Every figure that is another on a day than the document prints; one that was put back is as printed again."""
    versions = {version.key: version for version in work.targets.find(plan.id, day)}
    found: dict[TargetKey, ChangedFigure] = {}
    for target in targets_of(plan):
        version = versions.get(target.key)
        if version is None or version.value.quantity == target.value.quantity:
            continue
        by = work.adjustments.get(version.adjustment)
        title, basis = (by.title, by.basis) if by else ("", "")
        found[target.key] = ChangedFigure(version.value, version.adjustment, title, basis, version.valid_from)
    return found
