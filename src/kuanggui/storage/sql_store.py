"""The plan store on any engine that SQLAlchemy drives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kuanggui.errors import StoreError
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.reading import Reading
from kuanggui.model.trail import Signature
from kuanggui.storage import trail
from kuanggui.storage.engines.database import Database
from kuanggui.storage.work import SqlWork


class SqlPlanStore:
    """Plans and readings in a relational database; every save is one transaction, done wholly or not at all."""

    def __init__(self, engine: Engine, database: Database) -> None:
        self._engine = engine
        self._database = database

    def __enter__(self) -> SqlPlanStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[SqlWork]:
        """Everything that can be read, as of one moment."""
        with self.transaction() as connection:
            yield SqlWork(connection, self._database.name)

    @contextmanager
    def writing(self, signature: Signature) -> Iterator[SqlWork]:
        """One transaction, done wholly or not at all; what it writes makes one entry of the audit trail."""
        with self.transaction(writes=True) as connection:
            writer = trail.begin(connection, signature.at)
            yield SqlWork(connection, self._database.name, writer)
            if writer.content or writer.noted:
                trail.append(connection, signature, writer)

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash, if there is one."""
        with self.reading() as work:
            return work.find(sha256)

    def save(self, reading: Reading, plan: Plan, moment: datetime, who: str = "system") -> Saved:
        """Keep a reading and its plan, unless the same file is kept already; `moment` is the time of the import."""
        signature = Signature(who, "import", plan.id, f"导入 {plan.source.name}", moment)
        with self.writing(signature) as work:
            return work.save(reading, plan, moment)

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""
        with self.reading() as work:
            return work.plans()

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan; raises StoreError for an unknown id."""
        with self.reading() as work:
            return work.load_plan(plan_id)

    def load_reading(self, plan_id: str) -> Reading:
        """All that was read from the plan's document, without the raw blocks; raises StoreError for an unknown id."""
        with self.reading() as work:
            return work.load_reading(plan_id)

    def problems(self) -> list[str]:
        """What is wrong with the database itself: damaged pages, rows without owner; none for a sound one."""
        with self.transaction() as connection:
            return self._database.problems(connection)

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A connection in a transaction; what the engine refuses becomes a StoreError."""
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise self._database.explain(error) from error
        except PoolTimeout as error:
            raise StoreError(f"{self._database.name}: 数据库连接都在使用中；请稍后重试") from error
