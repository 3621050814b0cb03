"""A plan as it lies in a plan database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kuanggui.model.plan.outline import Level


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """The entry of a plan version in a database: what a list of plans shows."""

    id: str
    version: int
    title: str | None
    level: Level | None
    region: str | None
    period: tuple[int, int] | None
    document: str
    sha256: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of saving: `is_new` is False when the file had been imported before, and nothing was written."""

    plan: StoredPlan
    is_new: bool
