"""Versions of features in two times, and changes from one version to the next (words of OGC Versioned Features)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kuanggui.model.feature.feature import Feature


@dataclass(frozen=True, slots=True)
class FeatureVersion:
    """A feature in force from `valid_from` until before `valid_to`, as recorded from `recorded_from` until before `recorded_to`.

    An open end is None. `version` counts the changes of the feature and is the token for optimistic locking; `predecessors` are the
    features it came from when it was split or merged; `area_m2` is the ellipsoidal area of its shape.
    """

    feature: Feature
    plan: str
    version: int
    valid_from: date
    recorded_from: datetime
    valid_to: date | None = None
    recorded_to: datetime | None = None
    adjustment: str | None = None
    predecessors: tuple[str, ...] = ()
    area_m2: float | None = None


class ChangeKind(StrEnum):
    """What a change does to features."""

    ADD = "add"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    RETIRE = "retire"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Change:
    """Features `before`, each with the version the change was drawn on, give way to the features `after`."""

    kind: ChangeKind
    before: tuple[tuple[str, int], ...] = ()
    after: tuple[Feature, ...] = ()
