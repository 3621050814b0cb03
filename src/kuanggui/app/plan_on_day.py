"""A plan with the figures that adjustments have set, as of a day and a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kuanggui.app.ports import Work
from kuanggui.model.plan import Plan
from kuanggui.model.target import TargetVersion, in_force, with_targets


def plan_on(work: Work, plan: str, versions: Iterable[TargetVersion]) -> Plan:
    """A plan with these figures in place of those it prints."""
    return with_targets(work.load_plan(plan), in_force(versions))


def plan_as_of(work: Work, plan: str, as_of: date | None, known_at: datetime | None = None) -> Plan:
    """A plan as it is in force on a day (None: with the last figures) by what was known at a moment."""
    return plan_on(work, plan, work.targets.find(plan, as_of, known_at))
