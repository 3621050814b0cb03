"""A database on a server is made ready, refused and explained as a file is."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from kuanggui.errors import StoreError
from kuanggui.storage.engines.postgres import PostgresServer
from kuanggui.storage.open import Purpose, open_store, revision_at
from servers.postgres import Cluster


@pytest.fixture
def url(postgres: Cluster) -> Iterator[str]:
    """An empty database."""
    made = postgres.new_database()
    yield made
    postgres.drop(made)


def run(url: str, statement: str) -> None:
    engine = PostgresServer(url).engine(read_only=False)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_writing_fills_an_empty_database_and_reading_refuses_it(url: str) -> None:
    with pytest.raises(StoreError, match="是空库"):
        open_store(url, Purpose.READ)
    open_store(url, Purpose.WRITE).close()
    with open_store(url, Purpose.READ) as store:
        assert (store.plans(), store.problems()) == ([], [])


def test_the_database_of_another_program_is_refused_and_left_as_it_is(url: str) -> None:
    run(url, "CREATE TABLE alembic_version (version_num TEXT)")
    for purpose in Purpose:
        with pytest.raises(StoreError, match="是别的程序的数据库"):
            open_store(url, purpose)
    run(url, "DROP TABLE alembic_version")
    assert revision_at(url) is None


def test_a_newer_schema_is_refused(url: str) -> None:
    open_store(url, Purpose.WRITE).close()
    run(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="较新版本的矿规建立（结构版本 9999）"):
        open_store(url, Purpose.WRITE)


def test_a_second_writer_is_told_that_the_database_is_in_use(url: str) -> None:
    open_store(url, Purpose.WRITE).close()
    first = open_store(url, Purpose.WRITE)
    second = open_store(url, Purpose.WRITE, busy_seconds=0.05)
    with (
        first,
        second,
        first.transaction(writes=True),
        pytest.raises(StoreError, match="正被另一程序写入"),
        second.transaction(writes=True),
    ):
        pass


def test_a_store_opened_for_reading_writes_nothing(url: str) -> None:
    open_store(url, Purpose.WRITE).close()
    with (
        open_store(url, Purpose.READ) as store,
        pytest.raises(StoreError, match="数据库只读"),
        store.transaction(writes=True) as connection,
    ):
        connection.execute(text("INSERT INTO plans (id, recorded_at) VALUES ('p', now())"))


def test_a_database_that_is_not_there_is_named_without_its_password(postgres: Cluster) -> None:
    missing = postgres.url("nowhere").replace("kuanggui@", "kuanggui:secret@")
    with pytest.raises(StoreError, match="没有这个数据库或用户") as refused:
        open_store(missing, Purpose.WRITE)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_one_line() -> None:
    with pytest.raises(StoreError, match="连接不上数据库服务器") as refused:
        open_store("postgresql+psycopg://me:secret@/plans?host=/nonexistent", Purpose.READ)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)
