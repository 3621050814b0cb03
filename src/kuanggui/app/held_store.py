"""A plan store that is opened when it is first asked for and then held; of a database that the process shares it is lent."""

from __future__ import annotations

from threading import Lock

from kuanggui.app.opening import for_reading
from kuanggui.app.ports import PlanStore


class HeldStore:
    """The store of a database, for reading. Safe for threads."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._store: PlanStore | None = None
        self._lock = Lock()

    def opened(self) -> PlanStore:
        """The store; raises StoreError when it is missing or has to be upgraded first."""
        with self._lock:
            if self._store is None:
                self._store = for_reading(self._database)
            return self._store

    def close(self) -> None:
        """Let go of the database; asking again opens it anew."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
