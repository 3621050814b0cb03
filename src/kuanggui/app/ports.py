"""What the use cases ask of a plan store, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from kuanggui.model.feature import Change, Feature, FeatureQuery, FeatureVersion
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.reading import Reading
from kuanggui.model.trail import Signature, TrailEntry, Verified


class Features(Protocol):
    """Blocks, zones, rights, deposits and mines, each version in valid time and transaction time."""

    def find(self, query: FeatureQuery) -> Iterator[FeatureVersion]:
        """Versions that a query asks for, by plan, id and time; to be read before the transaction ends."""

    def history(self, plan: str, feature: str) -> list[FeatureVersion]:
        """Every version ever recorded of a feature, in the order of recording."""

    def has_source(self, plan: str, sha256: str) -> bool:
        """Whether features of a plan were read from the file with this hash."""

    def add(self, plan: str, new: Iterable[Feature], valid_from: date, adjustment: str | None = None) -> int:
        """Put new features in force from a day; gives their number. Raises ConflictError when an id is in use."""

    def apply(self, plan: str, changes: Sequence[Change], day: date, adjustment: str) -> None:
        """Carry changes out from a day on. Raises ConflictError when a feature has changed since the change was drawn."""


class Work(Protocol):
    """One transaction. All methods raise StoreError when the database cannot do it; one for reading refuses to write."""

    @property
    def features(self) -> Features:
        """Blocks, zones, rights, deposits and mines."""

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash."""

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan."""

    def load_reading(self, plan_id: str) -> Reading:
        """What was read from the plan's document."""

    def save(self, reading: Reading, plan: Plan, imported_at: datetime) -> Saved:
        """Keep a reading and its plan, unless the same file is kept already."""

    def trail(self, *, since: int = 0) -> Iterator[TrailEntry]:
        """Entries of the audit trail after a number, the oldest first."""

    def verify(self) -> Verified:
        """Check the audit trail and all it covers."""


class PlanStore(Protocol):
    """A plan database. `reading` sees one moment; `writing` is done wholly or not at all and makes one entry of the audit trail."""

    def reading(self) -> AbstractContextManager[Work]:
        """A transaction that reads."""

    def writing(self, signature: Signature) -> AbstractContextManager[Work]:
        """A transaction that writes, one after the other, under the name of a user and with a reason."""

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash."""

    def save(self, reading: Reading, plan: Plan, moment: datetime, who: str = "system") -> Saved:
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
