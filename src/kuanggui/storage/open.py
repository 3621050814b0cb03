"""Opening a plan database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kuanggui.errors import StoreError
from kuanggui.storage import adopt, migrate
from kuanggui.storage.engines.choose import database_at
from kuanggui.storage.engines.database import Database
from kuanggui.storage.schema.revisions import HEAD, REVISIONS
from kuanggui.storage.shared import shared_at
from kuanggui.storage.sql_store import SqlPlanStore


class Purpose(Enum):
    """What the database is opened for."""

    READ = "read"  # it has to exist and be current; nothing is written
    WRITE = "write"  # it is created when missing, and upgraded when older


def open_store(location: str, purpose: Purpose, *, busy_seconds: float | None = None) -> SqlPlanStore:
    """The store at a location, a file path or the URL of a server; raises StoreError when it cannot be used for the purpose.

    A writer waits `busy_seconds` for others (default: as the engine has it). Of a database that this process shares, the store is
    lent (`storage.shared`).
    """
    shared = shared_at(location) if busy_seconds is None else None
    if shared and shared.is_open:
        store = shared.lend(writes=purpose is Purpose.WRITE)
        if _is_current(store):
            return store
    database = database_at(location, busy_seconds)
    database.refuse_nowhere(writes=purpose is Purpose.WRITE)
    try:
        _make_ready(database, purpose)
    except DBAPIError as error:
        raise database.explain(error) from error
    if shared:
        return shared.lend(writes=purpose is Purpose.WRITE)
    return SqlPlanStore(database.engine(read_only=purpose is Purpose.READ), database)


def _is_current(store: SqlPlanStore) -> bool:
    """Whether a store found fit before still is: somebody may have upgraded it meanwhile."""
    with store.transaction() as connection:
        return migrate.is_current(connection)


def is_there(location: str) -> bool:
    """Whether there is a database with tables at a location; raises StoreError when it is not ours or cannot be reached.

    Opened as for writing, since a file left by a killed program has to be set right before anybody can read it.
    """
    database = database_at(location)
    try:
        return database.is_there() and _revision(database, Purpose.WRITE) is not None
    except DBAPIError as error:
        raise database.explain(error) from error


def revision_at(location: str, *, missing_is_fine: bool = False) -> str | None:
    """The schema revision of the database at a location; None for an empty one, or a missing one if that is fine. Raises StoreError."""
    database = database_at(location)
    if missing_is_fine and not database.is_there():
        return None
    database.refuse_nowhere(writes=False)
    try:
        return _revision(database, Purpose.READ)
    except DBAPIError as error:
        raise database.explain(error) from error


def _revision(database: Database, purpose: Purpose) -> str | None:
    engine = database.engine(read_only=purpose is Purpose.READ)
    with closing_engine(engine), engine.connect() as connection, connection.begin():
        revision = migrate.revision_of(connection)
        _refuse_foreign(connection, database, revision)
    return revision


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Engine]:
    """Let go of an engine's connections at the end."""
    try:
        yield engine
    finally:
        engine.dispose()


def _make_ready(database: Database, purpose: Purpose) -> None:
    revision = _revision(database, purpose)
    if revision == HEAD:
        return
    if purpose is Purpose.READ:
        raise StoreError(f"{database.name}: {_unready(revision)}")
    if revision is None:
        database.prepare()
    _bring_up(database)


def _refuse_foreign(connection: Connection, database: Database, revision: str | None) -> None:
    if revision is None:
        return
    if not database.is_ours(connection) or not revision:
        raise StoreError(f"{database.name}: 是别的程序的数据库；请换一个 --db")
    if revision not in REVISIONS:
        raise StoreError(f"{database.name}: 由较新版本的矿规建立（结构版本 {revision}）；请升级 kuanggui")


def _unready(revision: str | None) -> str:
    if revision is None:
        return "是空库，没有规划；请先用 kuanggui import 导入规划"
    return f"结构版本 {revision} 较旧；请先运行 kuanggui db upgrade --db 升级"


def _bring_up(database: Database) -> None:
    """Create or upgrade in one transaction. Tables may be rebuilt, so foreign keys are checked at the end, not on the way."""
    engine = database.engine(read_only=False, foreign_keys=False)
    with (
        closing_engine(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        revision = migrate.revision_of(connection)
        if revision is None:
            migrate.create(connection)
            database.mark(connection)
        elif revision != HEAD:
            migrate.upgrade(connection)
            adopt.adopt_rows(connection)
            problems = database.problems(connection)
            if problems:
                raise StoreError(f"{database.name}: 升级后检查未通过，已撤销：{problems[0]}")
