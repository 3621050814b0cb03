"""The plan store on any engine that SQLAlchemy drives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kuanggui.errors import StoreError
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import Saved, StoredPlan
from kuanggui.model.reading import Reading
from kuanggui.storage import load
from kuanggui.storage.engines.database import Database
from kuanggui.storage.save import save_plan, save_reading


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

    def find(self, sha256: str) -> StoredPlan | None:
        """The plan that was imported from the file with this hash, if there is one."""
        with self.transaction() as connection:
            return load.entry_of_document(connection, sha256)

    def save(self, reading: Reading, plan: Plan, moment: datetime) -> Saved:
        """Keep a reading and its plan, unless the same file is kept already; `moment` is the time of the import."""
        with self.transaction(writes=True) as connection:
            known = load.entry_of_document(connection, plan.source.sha256)
            if known:
                return Saved(known, is_new=False)
            save_plan(connection, plan, save_reading(connection, reading, moment), moment)
            stored = load.entry_of_document(connection, plan.source.sha256)
        assert stored is not None
        return Saved(stored, is_new=True)

    def plans(self) -> list[StoredPlan]:
        """Every plan, latest import first."""
        with self.transaction() as connection:
            return load.entries(connection)

    def load_plan(self, plan_id: str) -> Plan:
        """The current version of a plan; raises StoreError for an unknown id."""
        with self.transaction() as connection:
            return load.plan(connection, self._known(connection, plan_id))

    def load_reading(self, plan_id: str) -> Reading:
        """All that was read from the plan's document, without the raw blocks; raises StoreError for an unknown id."""
        with self.transaction() as connection:
            return load.reading(connection, self._known(connection, plan_id))

    def problems(self) -> list[str]:
        """What is wrong with the database itself: damaged pages, rows without owner; none for a sound one."""
        with self.transaction() as connection:
            return self._database.problems(connection)

    def _known(self, connection: Connection, plan_id: str) -> str:
        ids = [entry.id for entry in load.entries(connection)]
        if plan_id not in ids:
            known = "、".join(ids) or "无"
            raise StoreError(f"{self._database.name}: 没有规划 {plan_id}；库中有：{known}")
        return plan_id

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A connection in a transaction; what the engine refuses becomes a StoreError."""
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise self._database.explain(error) from error
