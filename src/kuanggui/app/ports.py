"""What the use cases ask of a plan store, whichever engine is behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.reading import Reading


class PlanStore(Protocol):
    """Keeps readings and plans. Every method is one transaction; all raise StoreError when the database cannot do it."""

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash."""

    def save(self, reading: Reading, plan: Plan, moment: datetime) -> Saved:
        """Keep a reading and its plan, unless the same file is kept already."""

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan."""

    def load_reading(self, plan_id: str) -> Reading:
        """What was read from the plan's document."""

    def problems(self) -> list[str]:
        """What is wrong with the database itself."""

    def close(self) -> None:
        """Let go of the database."""
