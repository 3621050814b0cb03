"""A unit of work: everything that can be read, or read and written, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kuanggui.errors import StoreError
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.reading import Reading
from kuanggui.model.trail import TrailEntry, Verified
from kuanggui.storage import load, trail, verify
from kuanggui.storage.adjustments import SqlAdjustments
from kuanggui.storage.archive.archive import SqlArchive
from kuanggui.storage.features.repository import SqlFeatures
from kuanggui.storage.files import SqlFiles
from kuanggui.storage.public import SqlFeedback, SqlPublications
from kuanggui.storage.save import save_plan, save_reading
from kuanggui.storage.targets import SqlTargets
from kuanggui.storage.users import SqlUsers
from kuanggui.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlWork:
    """One transaction on a database; without a writer it only reads. `name` is the database, for messages."""

    connection: Connection
    name: str
    writer: Writer | None = None

    @property
    def features(self) -> SqlFeatures:
        """Blocks, zones, rights, deposits and mines."""
        return SqlFeatures(self.connection, self.writer)

    @property
    def adjustments(self) -> SqlAdjustments:
        """Adjustments and their way through approval."""
        return SqlAdjustments(self.connection, self.writer)

    @property
    def targets(self) -> SqlTargets:
        """Indicators, caps and mine limits that adjustments have changed."""
        return SqlTargets(self.connection, self.writer)

    @property
    def users(self) -> SqlUsers:
        """Users and their tokens."""
        return SqlUsers(self.connection, self.writer)

    @property
    def files(self) -> SqlFiles:
        """Source documents and attachments."""
        return SqlFiles(self.connection, self.writer)

    @property
    def publications(self) -> SqlPublications:
        """What was made public."""
        return SqlPublications(self.connection, self.writer)

    @property
    def feedback(self) -> SqlFeedback:
        """What the public wrote."""
        return SqlFeedback(self.connection, self.writer)

    @property
    def archive(self) -> SqlArchive:
        """The whole database, to be read out or filled."""
        return SqlArchive(self.connection, self.name, self.writer)

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash, if there is one."""
        return load.entry_of_document(self.connection, sha256)

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""
        return load.entries(self.connection)

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan; raises StoreError for an unknown id."""
        return load.plan(self.connection, self._known(plan_id))

    def load_head(self, plan_id: str) -> Plan:
        """A plan without its items: title, level, region, years; raises StoreError for an unknown id."""
        return load.head(self.connection, self._known(plan_id))

    def load_reading(self, plan_id: str) -> Reading:
        """All that was read from the plan's document, without the raw blocks; raises StoreError for an unknown id."""
        return load.reading(self.connection, self._known(plan_id))

    def save(self, reading: Reading, plan: Plan, imported_at: datetime) -> Saved:
        """Keep a reading and its plan, unless the same file is kept already."""
        known = self.find(plan.source.sha256)
        if known:
            return Saved(known, is_new=False)
        if self.writer is None:
            raise StoreError(f"{self.name}: 数据库只读，无法写入；请检查文件和目录的写权限")
        save_plan(self.writer, plan, save_reading(self.writer, reading, imported_at))
        stored = self.find(plan.source.sha256)
        assert stored is not None
        return Saved(stored, is_new=True)

    def note(self) -> None:
        """Make an entry of the audit trail, though what it tells of lies outside the database."""
        if self.writer is None:
            raise StoreError(f"{self.name}: 数据库只读，无法写入；请检查文件和目录的写权限")
        self.writer.noted = True

    def trail(self, *, since: int = 0) -> Iterator[TrailEntry]:
        """Entries of the audit trail after a number, the oldest first."""
        return trail.entries(self.connection, since=since)

    def last_entry(self) -> int:
        """The number of the last entry of the audit trail, 0 without any: as long as it is the same, nothing has changed."""
        return trail.last(self.connection)

    def verify(self) -> Verified:
        """Check the audit trail and all it covers."""
        return verify.verify(self.connection)

    def _known(self, plan_id: str) -> str:
        ids = [entry.id for entry in self.plans()]
        if plan_id not in ids:
            known = "、".join(ids) or "无"
            raise StoreError(f"{self.name}: 没有规划 {plan_id}；库中有：{known}")
        return plan_id
