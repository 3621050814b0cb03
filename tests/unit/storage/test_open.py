"""A database that cannot be used is refused in one line that names it, and one that can is made ready."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kuanggui.errors import StoreError
from kuanggui.model.document import Document, Source
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.storage.engines.sqlite import APPLICATION_ID
from kuanggui.storage.open import Purpose, open_store

MOMENT = datetime(2024, 1, 2, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "plans.db"
    open_store(str(path), Purpose.WRITE).close()
    return path


def run(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_writing_creates_the_file_and_reading_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "规划 库.db"
    open_store(str(path), Purpose.WRITE).close()
    with open_store(str(path), Purpose.READ) as store:
        assert store.plans() == []


def test_the_file_keeps_a_write_ahead_log_and_our_mark(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


def test_reading_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db: 没有这个数据库"):
        open_store(str(tmp_path / "none.db"), Purpose.READ)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere: 没有这个目录"):
        open_store(str(tmp_path / "nowhere" / "plans.db"), Purpose.WRITE)


def test_the_address_of_another_kind_of_server_is_refused_without_its_password() -> None:
    with pytest.raises(StoreError, match="不支持的数据库") as refused:
        open_store("mysql://user:secret@localhost/plans", Purpose.WRITE)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, purpose: Purpose) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("第一章　总则\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"plan\.txt: 不是 SQLite 数据库"):
        open_store(str(path), purpose)
    assert path.read_bytes() == before


@pytest.mark.parametrize("purpose", Purpose)
def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, purpose: Purpose) -> None:
    path = tmp_path / "other.db"
    run(path, "CREATE TABLE alembic_version (version_num TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"other\.db: 是别的程序的数据库"):
        open_store(str(path), purpose)
    assert path.read_bytes() == before


@pytest.mark.parametrize("purpose", Purpose)
def test_a_newer_schema_is_refused(database: Path, purpose: Purpose) -> None:
    run(database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="较新版本的矿规建立（结构版本 9999）"):
        open_store(str(database), purpose)


def test_an_empty_file_is_filled_when_writing_and_refused_when_reading(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="是空库"):
        open_store(str(path), Purpose.READ)
    with open_store(str(path), Purpose.WRITE) as store:
        assert store.plans() == []


def test_a_damaged_file_is_reported(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(StoreError, match="损坏"), open_store(str(database), Purpose.READ) as store:
        store.plans()


def test_writing_into_a_store_opened_for_reading_is_refused(database: Path, home: Source) -> None:
    with open_store(str(database), Purpose.READ) as store, pytest.raises(StoreError, match="数据库只读"):
        store.save(Reading(Document(home, ()), ""), Plan("p", home), MOMENT)


def test_a_second_writer_is_told_that_the_database_is_in_use(database: Path, home: Source) -> None:
    first = open_store(str(database), Purpose.WRITE)
    second = open_store(str(database), Purpose.WRITE, busy_seconds=0.05)
    with first, second, first.transaction(writes=True), pytest.raises(StoreError, match="正被另一程序写入"):
        second.save(Reading(Document(home, ()), ""), Plan("p", home), MOMENT)


def test_readers_go_on_while_another_writes(database: Path, home: Source) -> None:
    writer = open_store(str(database), Purpose.WRITE)
    reader = open_store(str(database), Purpose.READ, busy_seconds=0.05)
    with writer, reader, writer.transaction(writes=True):
        assert reader.plans() == []


def test_a_database_on_a_medium_that_nobody_can_write_is_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuanggui.storage.engines.sqlite.os.access", lambda path, mode: False)
    with open_store(str(database), Purpose.READ) as store:
        assert store.plans() == []
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="无法打开数据库"):
        open_store(str(tmp_path), Purpose.WRITE)
