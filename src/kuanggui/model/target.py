"""Figures that a plan sets (indicators, caps, mine limits) under adjustment, in two times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure


class TargetPart(StrEnum):
    """The part of a plan that a target belongs to."""

    INDICATORS = "indicators"  # 规划指标
    CAPS = "caps"  # 总量控制
    MINE_LIMITS = "mine_limits"  # 矿山数量控制


FIELDS: Mapping[TargetPart, tuple[str, ...]] = {
    TargetPart.INDICATORS: ("value",),
    TargetPart.CAPS: ("value",),
    TargetPart.MINE_LIMITS: ("mines", "existing", "new", "large_medium_share"),
}


@dataclass(frozen=True, slots=True, order=True)
class TargetKey:
    """Which figure: the part of the plan, the id of the record in it, and the field that holds the figure."""

    part: TargetPart
    item: str
    field: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure as the plan has it: its key, what it is about, and its value with its place."""

    key: TargetKey
    name: str
    value: Figure


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A figure gives way to another. `version` is the one the change was drawn on; 0 is the figure that the document prints.

    `old` keeps its place in the document, or in the adjustment that set it; the place of `new` is this adjustment.
    """

    key: TargetKey
    version: int
    old: Figure
    new: Figure


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """A figure in force from `valid_from` until before `valid_to`, as recorded from `recorded_from` until before `recorded_to`.

    An open end is None. Versions count from 1; `old` is the figure before.
    """

    key: TargetKey
    plan: str
    version: int
    value: Figure
    old: Figure
    adjustment: str
    valid_from: date
    recorded_from: datetime
    valid_to: date | None = None
    recorded_to: datetime | None = None


def targets_of(plan: Plan) -> Iterator[Target]:
    """Every figure of a plan that an adjustment may change, in the order of the plan."""
    for part, fields in FIELDS.items():
        for record in getattr(plan, part.value):
            for field in fields:
                value = getattr(record, field)
                if value is not None:
                    yield Target(TargetKey(part, record.id, field), _name(record), value)


def with_targets(plan: Plan, figures: Mapping[TargetKey, Figure]) -> Plan:
    """The plan with other figures in place of those it prints; keys that it does not know are passed over."""
    parts: dict[str, Any] = {}
    for part in {key.part for key in figures}:
        records = getattr(plan, part.value)
        parts[part.value] = tuple(_with(record, part, figures) for record in records)
    return replace(plan, **parts) if parts else plan


def in_force(versions: Iterable[TargetVersion]) -> dict[TargetKey, Figure]:
    """The figures of versions, by key."""
    return {version.key: version.value for version in versions}


def _with(record: Any, part: TargetPart, figures: Mapping[TargetKey, Figure]) -> Any:
    keys = {field: TargetKey(part, record.id, field) for field in FIELDS[part]}
    changed = {field: figures[key] for field, key in keys.items() if key in figures}
    return replace(record, **changed) if changed else record


def _name(record: Any) -> str:
    """What the figure is about: the printed name, else the mineral; empty for all minerals."""
    word = getattr(record, "name", None) or record.mineral
    return word.text if word is not None else ""
