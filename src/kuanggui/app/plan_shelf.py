"""Use case: plans and readings at hand for a server that asks for the same ones again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any, TypeVar

from kuanggui.app.authority import Credentials
from kuanggui.app.held_store import HeldStore
from kuanggui.app.plan_reach import ReadablePlan, Regions, readable_plan, readable_plans
from kuanggui.app.plans import choose
from kuanggui.app.ports import Work
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.reading import Reading

T = TypeVar("T")
KEPT = 8  # plans and readings, a few megabytes each


class PlanShelf:
    """The plans of a database; what was loaded last stays in memory as long as its version is the current one. Safe for threads."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._held = HeldStore(database)
        self._kept: OrderedDict[tuple[str, str, int], Any] = OrderedDict()
        self._regions: Regions = {}
        self._lock = Lock()

    def entries(self) -> list[StoredPlan]:
        """Every plan, latest import first; raises StoreError."""
        return self._held.opened().plans()

    def visible(self, by: Credentials) -> list[ReadablePlan]:
        """The plans the caller may read, those of his region first, the latest import first; raises ForbiddenError, StoreError."""
        with self._held.opened().reading() as work:
            return readable_plans(work, by, self._regions)

    def visible_entry(self, plan: str, by: Credentials) -> ReadablePlan | None:
        """The plan with an id, None when there is none; raises ForbiddenError where the caller may not read it."""
        with self._held.opened().reading() as work:
            found = next((entry for entry in work.plans() if entry.id == plan), None)
            return None if found is None else readable_plan(work, by, found, self._regions)

    def entry(self, wanted: str | None = None) -> StoredPlan:
        """One plan by id, hash or the beginning of either; raises StoreError."""
        return choose(self.entries(), wanted, self._database)

    def plan(self, entry: StoredPlan) -> Plan:
        """The plan of an entry; raises StoreError."""
        return self._get("plan", entry, self._held.opened().load_plan)

    def reading(self, entry: StoredPlan) -> Reading:
        """What was read from the document of an entry; raises StoreError."""
        return self._get("reading", entry, self._held.opened().load_reading)

    def looking(self) -> AbstractContextManager[Work]:
        """A transaction that reads; raises StoreError."""
        return self._held.opened().reading()

    def close(self) -> None:
        """Let go of the database."""
        self._held.close()

    def _get(self, kind: str, entry: StoredPlan, load: Callable[[str], T]) -> T:
        key = (kind, entry.id, entry.version)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        loaded = load(entry.id)
        with self._lock:
            self._kept[key] = loaded
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return loaded
