"""Use cases: indicators, caps and mine limits as of a day, and the history of one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kuanggui.app.opening import for_reading
from kuanggui.app.plans import choose
from kuanggui.app.ports import Work
from kuanggui.errors import StoreError
from kuanggui.model.plain import to_plain
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import Target, TargetPart, TargetVersion, targets_of


@dataclass(frozen=True, slots=True)
class TargetOnDay:
    """A figure as of a day: as printed, and where an adjustment has changed it, the version in force and the adjustment's basis."""

    printed: Target
    now: TargetVersion | None = None
    basis: str = ""

    @property
    def value(self) -> Figure:
        """The figure that holds."""
        return self.now.value if self.now else self.printed.value


@dataclass(frozen=True, slots=True)
class TargetQuery:
    """Which figures are wanted: of a plan (default: the latest), as of a day by what was known at a moment, of some parts."""

    plan: str | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    parts: tuple[TargetPart, ...] = ()


def targets_on(database: str, query: TargetQuery) -> list[TargetOnDay]:
    """The figures that a query asks for, in the order of the plan; raises StoreError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        plan = choose(work.plans(), query.plan, database).id
        changed = {each.key: each for each in work.targets.find(plan, query.as_of, query.known_at)}
        return [
            _on_day(work, target, changed.get(target.key))
            for target in targets_of(work.load_plan(plan))
            if not query.parts or target.key.part in query.parts
        ]


def history_of_target(database: str, plan: str | None, item: str) -> list[tuple[Target, list[TargetVersion]]]:
    """Every figure of a record with every version ever recorded of it; none for an id that no figure has."""
    with closing(for_reading(database)) as store, store.reading() as work:
        chosen = choose(work.plans(), plan, database).id
        found = [target for target in targets_of(work.load_plan(chosen)) if target.key.item == item]
        return [(target, work.targets.history(chosen, target.key)) for target in found]


def known_target(database: str, plan: str | None, item: str) -> list[tuple[Target, list[TargetVersion]]]:
    """As `history_of_target`; raises StoreError where there is no such figure."""
    found = history_of_target(database, plan, item)
    if not found:
        raise StoreError(f"{database}: 没有指标 {item}；用 kuanggui plan targets 查看编号")
    return found


def target_record(found: TargetOnDay) -> dict[str, Any]:
    """A figure for JSON: value and printed value with their places, and what changed it."""
    key = found.printed.key
    return {
        "part": key.part.value,
        "item": key.item,
        "field": key.field,
        "name": found.printed.name,
        "value": to_plain(found.value),
        "printed": to_plain(found.printed.value),
        "basis": found.basis or None,
        **_times(found.now),
    }


def version_record(version: TargetVersion) -> dict[str, Any]:
    """A version for JSON."""
    return {"value": to_plain(version.value), "old": to_plain(version.old), **_times(version)}


def _times(version: TargetVersion | None) -> dict[str, Any]:
    if version is None:
        return {"version": 0, "adjustment": None, "valid_from": None, "valid_to": None}
    return {
        "version": version.version,
        "adjustment": version.adjustment,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "recorded_from": version.recorded_from.isoformat(),
        "recorded_to": version.recorded_to.isoformat() if version.recorded_to else None,
    }


def _on_day(work: Work, target: Target, now: TargetVersion | None) -> TargetOnDay:
    if now is None:
        return TargetOnDay(target)
    adjustment = work.adjustments.get(now.adjustment)
    return TargetOnDay(target, now, adjustment.basis if adjustment else "")
