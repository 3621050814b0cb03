"""The figures of a plan that adjustments have changed, as of a day, each with the adjustment that set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kuanggui.app.ports import Work
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import TargetKey, TargetPart, targets_of


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """The figure in force in place of a printed one: who set it (id, title and basis of the adjustment), and since when."""

    value: Figure
    adjustment: str
    title: str
    basis: str
    since: date


Changes = Mapping[TargetKey, ChangedFigure]
UNCHANGED: Changes = {}


def target_key(record: Any, part: str, field: str) -> TargetKey | None:
    """The key under which a figure is adjusted; what was made of an indicator changes with it."""
    if part in set(TargetPart):
        return TargetKey(TargetPart(part), record.id, field)
    indicator = getattr(record, "indicator", None)
    return TargetKey(TargetPart.INDICATORS, indicator, field) if indicator else None


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
