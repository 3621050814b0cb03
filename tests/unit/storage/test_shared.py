"""A database that a process shares is opened once for all of its parts, on either engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Event

import pytest
from sqlalchemy import text

from kuanggui.errors import StoreError
from kuanggui.model.trail import Signature
from kuanggui.model.user import Role, User
from kuanggui.storage.engines.postgres import MARK
from kuanggui.storage.migrate import VERSION_TABLE
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.shared import sharing
from servers.postgres import Cluster

MOST, ASKERS = 3, 12
SIGNATURE = Signature("chief", "user", "chief", "", datetime(2026, 1, 1, tzinfo=UTC))
CONNECTIONS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND application_name = :mark")


@pytest.fixture
def server_database(postgres: Cluster, empty_template: str) -> str:
    return postgres.new_database(empty_template)


def _connections(postgres: Cluster, url: str) -> int:
    """How many connections we hold to a database, seen from another one."""
    with open_store(postgres.new_database(), Purpose.WRITE) as watching, watching.transaction() as connection:
        found = connection.execute(CONNECTIONS, {"name": postgres.name_of(url), "mark": MARK})
        return int(found.scalar() or 0)


def _all_at_once(url: str, watch: Callable[[], int]) -> int:
    """Many threads open the database, read, and wait until they have been watched; gives what the watcher saw."""
    here, seen = Barrier(ASKERS), Event()

    def ask(_: int) -> int:
        here.wait()
        with open_store(url, Purpose.READ) as store, store.reading() as work:
            seen.wait(30)
            return len(work.plans())

    with ThreadPoolExecutor(ASKERS) as pool:
        asked = [pool.submit(ask, number) for number in range(ASKERS)]
        Event().wait(1)
        found = watch()
        seen.set()
        assert [each.result() for each in asked] == [0] * ASKERS
    return found


def test_threads_share_the_connections_of_a_server_and_without_sharing_take_one_each(
    postgres: Cluster, server_database: str
) -> None:
    with sharing(server_database, MOST):
        assert _all_at_once(server_database, lambda: _connections(postgres, server_database)) == MOST
    assert _connections(postgres, server_database) == 0
    assert _all_at_once(server_database, lambda: _connections(postgres, server_database)) == ASKERS


def test_readers_and_writers_share_too_and_readers_write_nothing(database: str) -> None:
    with sharing(database, 1), sharing(database, 1):
        for number in range(3):
            with open_store(database, Purpose.WRITE) as store, store.writing(SIGNATURE) as work:
                work.users.put(User(f"user{number}", Role.VIEWER, "000000", "x"), 0)
            with open_store(database, Purpose.READ) as store, store.reading() as work:
                assert len(work.users.all()) == number + 1
        with (
            open_store(database, Purpose.READ) as store,
            pytest.raises(StoreError, match="只读"),
            store.writing(SIGNATURE) as work,
        ):
            work.users.put(User("nobody", Role.VIEWER, "000000", "x"), 0)


def test_what_one_part_closes_stays_open_for_the_others(database: str) -> None:
    with sharing(database, 2):
        first, second = open_store(database, Purpose.READ), open_store(database, Purpose.READ)
        first.close()
        assert second.plans() == []
    with open_store(database, Purpose.READ) as store:
        assert store.plans() == []


def test_a_shared_database_that_somebody_upgrades_is_refused(database: str) -> None:
    with sharing(database, 2):
        open_store(database, Purpose.READ).close()
        with open_store(database, Purpose.WRITE) as store, store.transaction(writes=True) as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
        for purpose in Purpose:
            with pytest.raises(StoreError, match="较新版本的矿规建立"):
                open_store(database, purpose)
