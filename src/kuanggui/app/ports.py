"""What the use cases ask of a plan store, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Change, Feature, FeatureQuery, FeatureVersion, Window
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.publication import Feedback as Opinion
from kuanggui.model.publication import Publication
from kuanggui.model.reading import Reading
from kuanggui.model.target import TargetChange, TargetKey, TargetVersion
from kuanggui.model.trail import Signature, TrailEntry, Verified
from kuanggui.model.user import Token, User


class Features(Protocol):
    """Blocks, zones, rights, deposits and mines, each version in valid time and transaction time."""

    def find(self, query: FeatureQuery) -> Iterator[FeatureVersion]:
        """Versions that a query asks for, by plan, id and time; to be read before the transaction ends."""

    def only(self, query: FeatureQuery, other: FeatureQuery) -> Iterator[FeatureVersion]:
        """Versions that a query asks for and another does not; to be read before the transaction ends."""

    def count(self, query: FeatureQuery) -> int:
        """How many versions a query asks for, whatever page of them."""

    def extent(self, query: FeatureQuery) -> Window | None:
        """A window around all that a query asks for; None where nothing of it is drawn."""

    def history(self, plan: str, feature: str) -> list[FeatureVersion]:
        """Every version ever recorded of a feature, in the order of recording."""

    def has_source(self, plan: str, sha256: str) -> bool:
        """Whether features of a plan were read from the file with this hash."""

    def add(self, plan: str, new: Iterable[Feature], valid_from: date, adjustment: str | None = None) -> int:
        """Put new features in force from a day; gives their number. Raises ConflictError when an id is in use."""

    def apply(self, plan: str, changes: Sequence[Change], day: date, adjustment: str) -> None:
        """Carry changes out from a day on. Raises ConflictError when a feature has changed since the change was drawn."""


class Adjustments(Protocol):
    """Adjustments, each with every step of its way."""

    def all(self, plan: str | None = None) -> list[Adjustment]:
        """Every adjustment, of a plan if one is given, as it stands now, by id."""

    def get(self, key: str) -> Adjustment | None:
        """An adjustment as it stands now."""

    def history(self, key: str) -> list[Adjustment]:
        """Every step of an adjustment, the first first."""

    def put(self, adjustment: Adjustment, expected: int) -> Adjustment:
        """Keep a step after the one with version `expected` (0: none). Raises ConflictError when another came first."""


class Targets(Protocol):
    """Indicators, caps and mine limits that adjustments have changed, each version in valid time and transaction time."""

    def find(
        self, plan: str, as_of: date | None = None, known_at: datetime | None = None, *, lasting: bool = False
    ) -> list[TargetVersion]:
        """Versions of a plan in force on a day (None: on any), or only `lasting` ones without end, by key and time."""

    def history(self, plan: str, key: TargetKey) -> list[TargetVersion]:
        """Every version ever recorded of a figure, in the order of recording."""

    def apply(self, plan: str, changes: Sequence[TargetChange], day: date, adjustment: str) -> None:
        """Carry changes out from a day on. Raises ConflictError when a figure has changed since the change was drawn."""


class Users(Protocol):
    """Users and their tokens."""

    def all(self) -> list[User]:
        """Every user, by name."""

    def get(self, name: str) -> User | None:
        """The user of that name."""

    def put(self, user: User, expected: int) -> None:
        """Keep a user after version `expected` (0: none yet)."""

    def token(self, key: str) -> Token | None:
        """The token with that id."""

    def tokens(self, user: str) -> list[Token]:
        """Every token of a user."""

    def put_token(self, token: Token, expected: int) -> None:
        """Keep a token after version `expected` (0: none yet)."""


class Files(Protocol):
    """Whole files by their SHA-256."""

    def put(self, name: str, content: bytes) -> str:
        """Keep a file; gives its SHA-256."""

    def get(self, sha256: str) -> bytes:
        """The content; raises StoreError when there is none or it is not what it was."""

    def names(self) -> Iterator[tuple[str, str]]:
        """SHA-256 and name of every file, in the order of keeping."""


class Publications(Protocol):
    """Which plans are public, each with every time it was published or withdrawn."""

    def all(self) -> list[Publication]:
        """The latest publication of every plan that ever had one, by plan; withdrawn ones among them."""

    def get(self, plan: str) -> Publication | None:
        """The latest publication of a plan."""

    def put(self, publication: Publication, expected: int) -> None:
        """Keep a publication after version `expected` (0: none yet). Raises ConflictError when another came first."""


class Feedback(Protocol):
    """Opinions of the public; the way to reach their authors lies apart and can be erased."""

    def all(self, plan: str | None = None) -> list[Opinion]:
        """Every opinion as it stands now, on a plan if one is given, the latest first."""

    def get(self, key: str) -> Opinion | None:
        """The opinion of that id."""

    def put(self, opinion: Opinion, expected: int) -> None:
        """Keep an opinion after version `expected` (0: none yet); its contact is kept with the first version."""

    def forget(self, key: str) -> None:
        """Erase how the author of an opinion can be reached."""


class Archive(Protocol):
    """A whole database as text cells, the same on every engine."""

    @property
    def revision(self) -> str:
        """The revision of the schema."""

    def tables(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every table with its columns and their types, those first that others refer to."""

    def rows(self, table: str) -> Iterator[list[str]]:
        """The rows of a table as text cells in the order of the columns."""

    def shapes(self) -> Iterator[tuple[dict[str, Any], bytes | None]]:
        """Every version of every feature with its WKB."""

    def refuse_filled(self) -> None:
        """Raise StoreError unless the database is empty."""

    def fill(self, table: str, rows: Iterable[dict[str, str]], apart: Callable[[str, dict[str, Any]], Any]) -> int:
        """Put rows of text cells into a table; `apart` gives what is kept elsewhere. Gives their number."""

    def finish(self, signature: Signature) -> Verified:
        """Verify what came and put the restoring itself on record; raises StoreError when it does not hold."""


class Work(Protocol):
    """One transaction. All methods raise StoreError when the database cannot do it; one for reading refuses to write."""

    @property
    def features(self) -> Features:
        """Blocks, zones, rights, deposits and mines."""

    @property
    def adjustments(self) -> Adjustments:
        """Adjustments and their way through approval."""

    @property
    def targets(self) -> Targets:
        """Indicators, caps and mine limits that adjustments have changed."""

    @property
    def users(self) -> Users:
        """Users and their tokens."""

    @property
    def files(self) -> Files:
        """Source documents and attachments."""

    @property
    def publications(self) -> Publications:
        """What was made public."""

    @property
    def feedback(self) -> Feedback:
        """What the public wrote."""

    @property
    def archive(self) -> Archive:
        """The whole database, to be read out or filled."""

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash."""

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan."""

    def load_head(self, plan_id: str) -> Plan:
        """A plan without its items: title, level, region, years."""

    def load_reading(self, plan_id: str) -> Reading:
        """What was read from the plan's document."""

    def save(self, reading: Reading, plan: Plan, imported_at: datetime) -> Saved:
        """Keep a reading and its plan, unless the same file is kept already."""

    def note(self) -> None:
        """Make an entry of the audit trail, though what it tells of lies outside the database."""

    def trail(self, *, since: int = 0) -> Iterator[TrailEntry]:
        """Entries of the audit trail after a number, the oldest first."""

    def last_entry(self) -> int:
        """The number of the last entry of the audit trail, 0 without any: as long as it is the same, nothing has changed."""

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
