"""Opening a plan database."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kuanggui.errors import StoreError
from kuanggui.storage import migrate
from kuanggui.storage.engines.sqlite import BUSY_SECONDS, SqliteFile
from kuanggui.storage.schema.revisions import HEAD, REVISIONS
from kuanggui.storage.sql_store import SqlPlanStore


class Purpose(Enum):
    """What the database is opened for."""

    READ = "read"  # it has to exist and be current; nothing is written
    WRITE = "write"  # it is created when missing, and upgraded when older


def open_store(location: str, purpose: Purpose, *, busy_seconds: float = BUSY_SECONDS) -> SqlPlanStore:
    """The store at `location`, a file path; raises StoreError when it cannot be used for the purpose."""
    if "://" in location:
        raise StoreError(f"{location}: 目前只支持 SQLite 文件；请在 --db 给出文件路径")
    database = SqliteFile(Path(location), busy_seconds)
    _refuse_nowhere(database.path, purpose)
    try:
        _make_ready(database, purpose)
    except DBAPIError as error:
        raise database.explain(error) from error
    return SqlPlanStore(database.engine(read_only=purpose is Purpose.READ), database)


def revision_at(location: str, *, missing_is_fine: bool = False) -> str | None:
    """The schema revision of the database at a path; None for an empty file, or a missing one if that is fine. Raises StoreError."""
    database = SqliteFile(Path(location))
    if missing_is_fine and not database.path.exists():
        return None
    _refuse_nowhere(database.path, Purpose.READ)
    try:
        return _revision(database, Purpose.READ)
    except DBAPIError as error:
        raise database.explain(error) from error


def _revision(database: SqliteFile, purpose: Purpose) -> str | None:
    engine = database.engine(read_only=purpose is Purpose.READ)
    with engine.connect() as connection, connection.begin():
        revision = migrate.revision_of(connection)
        _refuse_foreign(connection, database, revision)
    return revision


def _refuse_nowhere(path: Path, purpose: Purpose) -> None:
    if purpose is Purpose.READ and not path.is_file():
        raise StoreError(f"{path}: 没有这个数据库；请检查路径，或先用 kuanggui import 导入规划")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path.parent}: 没有这个目录；请先建立目录或换一个路径")


def _make_ready(database: SqliteFile, purpose: Purpose) -> None:
    revision = _revision(database, purpose)
    if revision == HEAD:
        return
    if purpose is Purpose.READ:
        raise StoreError(f"{database.path}: {_unready(revision)}")
    if revision is None:
        database.prepare()
    _bring_up(database)


def _refuse_foreign(connection: Connection, database: SqliteFile, revision: str | None) -> None:
    if revision is None:
        return
    if not database.is_ours(connection) or not revision:
        raise StoreError(f"{database.path}: 是别的程序的数据库；请换一个 --db 文件")
    if revision not in REVISIONS:
        raise StoreError(f"{database.path}: 由较新版本的矿规建立（结构版本 {revision}）；请升级 kuanggui")


def _unready(revision: str | None) -> str:
    if revision is None:
        return "是空文件，没有规划；请先用 kuanggui import 导入规划"
    return f"结构版本 {revision} 较旧；请先运行 kuanggui db upgrade --db 升级"


def _bring_up(database: SqliteFile) -> None:
    """Create or upgrade in one transaction. Tables may be rebuilt, so foreign keys are checked at the end, not on the way."""
    engine = database.engine(read_only=False, foreign_keys=False)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        revision = migrate.revision_of(connection)
        if revision is None:
            migrate.create(connection)
        elif revision != HEAD:
            migrate.upgrade(connection)
            problems = database.problems(connection)
            if problems:
                raise StoreError(f"{database.path}: 升级后检查未通过，已撤销：{problems[0]}")
