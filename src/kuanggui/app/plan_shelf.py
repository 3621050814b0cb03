"""Use case: plans and readings at hand for a server that asks for the same ones again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any, TypeVar

from kuanggui.app.authority import Action, Credentials, admit, admit_somewhere
from kuanggui.app.held_store import HeldStore
from kuanggui.app.plans import choose, region_of
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
        self._regions: dict[tuple[str, int], str | None] = {}
        self._lock = Lock()

    def entries(self) -> list[StoredPlan]:
        """Every plan, latest import first; raises StoreError."""
        return self._held.opened().plans()

    def visible(self, by: Credentials) -> list[StoredPlan]:
        """The plans in the region of the caller, latest import first; raises ForbiddenError, StoreError."""
        with self._held.opened().reading() as work:
            who = admit_somewhere(work, by, Action.READ)
            return [entry for entry in work.plans() if who.covers(self._region(work, entry))]

    def visible_entry(self, plan: str, by: Credentials) -> StoredPlan | None:
        """The plan with an id, None when there is none; raises ForbiddenError where it is not in the region of the caller."""
        with self._held.opened().reading() as work:
            found = next((entry for entry in work.plans() if entry.id == plan), None)
            if found is not None:
                admit(work, by, Action.READ, self._region(work, found))
            return found

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

    def _region(self, work: Work, entry: StoredPlan) -> str | None:
        """The division of a plan; a version of a plan never changes it."""
        key = (entry.id, entry.version)
        if key not in self._regions:
            self._regions[key] = region_of(work, entry.id)
        return self._regions[key]

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
