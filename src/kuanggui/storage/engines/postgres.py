"""The server engine: PostgreSQL with PostGIS, through psycopg."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from kuanggui.errors import StoreError
from kuanggui.storage.engines.json_text import dump, load

MARK = "kuanggui"
MARKED = "alembic_version"
WRITERS = 0x4B474748  # the advisory lock that writers take in turn
BUSY_SECONDS = 60.0
CONNECT_SECONDS = 10
READ_ONLY = {"read_only": True}
REASONS = (
    ("no password supplied", "需要密码；请写进地址，或放在 ~/.pgpass 或 PGPASSWORD"),
    ("password authentication failed", "用户名或密码不对；请核对"),
    ("does not exist", "没有这个数据库或用户；请先建立（createdb）"),
    ("could not open extension control file", "服务器没有安装 PostGIS；请安装 postgresql-…-postgis-3"),
    ("extension", "建立 PostGIS 扩展失败；请由管理员在该库中执行 CREATE EXTENSION postgis"),
    ("read-only transaction", "数据库只读，无法写入；请换用可写的连接"),
    ("permission denied", "权限不足；请由管理员授权"),
    ("lock timeout", "数据库正被另一程序写入；请稍后重试"),
    ("deadlock", "与另一次写入冲突，已撤销；请重试"),
    ("could not serialize", "与另一次写入冲突，已撤销；请重试"),
    ("disk full", "服务器磁盘空间不足；请清理后重试"),
    ("onnection", "连接不上数据库服务器；请检查地址、端口以及服务是否启动"),
)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A database on a server and all that is particular to it; a writer waits `busy_seconds` for the others."""

    location: str
    busy_seconds: float = BUSY_SECONDS

    @property
    def url(self) -> URL:
        """The address, with the driver; raises StoreError when it cannot be read."""
        try:
            return make_url(self.location).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError) as error:
            raise StoreError("数据库地址写错了；应为 postgresql+psycopg://用户@主机:端口/库名") from error

    @property
    def name(self) -> str:
        """The address with the password hidden."""
        return self.url.render_as_string(hide_password=True)

    def engine(self, *, read_only: bool, foreign_keys: bool = True) -> Engine:
        """An engine on the database; foreign keys are enforced always."""
        engine = self._engine()
        return engine.execution_options(**READ_ONLY) if read_only else engine

    def shared_engines(self, most: int) -> tuple[Engine, Engine]:
        """Engines for reading and for writing on one pool of at most so many connections."""
        engine = self._engine(pool_size=most, max_overflow=0)
        return engine.execution_options(**READ_ONLY), engine

    def _engine(self, **pool: int) -> Engine:
        engine = create_engine(
            self.url,
            json_serializer=dump,
            json_deserializer=load,
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": MARK},
            pool_pre_ping=True,
            **pool,
        )
        event.listen(engine, "begin", partial(_begin, wait=int(self.busy_seconds * 1000)))
        return engine

    def is_there(self) -> bool:
        """Whether the server has the database; raises StoreError when it cannot be reached."""
        self.refuse_nowhere(writes=False)
        return True

    def refuse_nowhere(self, *, writes: bool) -> None:
        """Raise StoreError when the server or the database is not there."""
        engine = self.engine(read_only=True)
        try:
            engine.connect().close()
        except DBAPIError as error:
            raise self.explain(error) from error
        finally:
            engine.dispose()

    def prepare(self) -> None:
        """PostGIS has to be there before the tables."""
        engine = self.engine(read_only=False)
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
        engine.dispose()

    def mark(self, connection: Connection) -> None:
        """A comment on the table of revisions marks the database as ours."""
        connection.execute(text(f"COMMENT ON TABLE {MARKED} IS '{MARK}'"))

    def is_ours(self, connection: Connection) -> bool:
        """Whether the database carries our mark."""
        said = text("SELECT obj_description(to_regclass(:name), 'pg_class')")
        return connection.execute(said, {"name": MARKED}).scalar() == MARK

    def problems(self, connection: Connection) -> list[str]:
        """Indexes and constraints that do not hold; the server itself watches over pages and rows."""
        indexes = text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        constraints = text("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        return [f"索引 {row[0]} 无效；请 REINDEX" for row in connection.execute(indexes)] + [
            f"约束 {row[0]} 未经核验；请 VALIDATE CONSTRAINT" for row in connection.execute(constraints)
        ]

    def explain(self, error: DBAPIError) -> StoreError:
        """The engine's error in one line that says what to mend."""
        said = " ".join(str(error.orig).split())
        reason = next((words for part, words in REASONS if part in said), f"数据库出错（{said[:200]}）")
        return StoreError(f"{self.name}: {reason}")


def _begin(connection: Connection, *, wait: int) -> None:
    """Writers go one after the other, as on a file; readers see one moment and can write nothing."""
    options = connection.get_execution_options()
    read_only = options.get("read_only", False)
    if options.get("writes", False) and not read_only:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
    elif read_only or "writes" in options:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
