"""A worker of the server takes no more connections to a database server than is said of it, whatever it is asked at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psycopg
import pytest

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.storage.engines.postgres import MARK
from kuanggui.web.settings import Settings
from servers.postgres import Cluster
from servers.web import running

pytestmark = pytest.mark.enable_socket
THREADS = 2
COUNT = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND application_name = %s"


def _watch(postgres: Cluster, url: str, until: Event) -> int:
    """The most connections that were seen at a time."""
    most = 0
    with psycopg.connect(postgres.url("postgres").replace("postgresql+psycopg", "postgresql")) as watching:
        while not until.wait(0.01):
            row = watching.execute(COUNT, (postgres.name_of(url), MARK)).fetchone()
            most = max(most, row[0] if row else 0)
            watching.rollback()  # a transaction sees the figures of its first look
    return most


def test_all_parts_of_a_worker_share_its_connections(postgres: Cluster, tmp_path: Path) -> None:
    url = postgres.new_database()
    plan = import_file(example_file(PLAN), url).plan.id
    settings, done = Settings(db=url, threads=THREADS), Event()
    paths = [
        "/api/plans",
        f"/api/plans/{plan}",
        f"/api/plans/{plan}/glance",
        f"/api/map/plans/{plan}/kinds",
        f"/api/map/plans/{plan}/features",
        f"/api/map/plans/{plan}/tiles/4490/9/415/73",
        "/api/map/search?words=铁",
        "/api/adjustments",
        "/api/publishing/plans",
        "/api/records/trail",
    ]
    command = ["serve", "--db", url, "--port", "0"]
    environment = {"KUANGGUI_FILES": str(tmp_path / "files"), "KUANGGUI_THREADS": str(THREADS)}
    with (
        running(command, tmp_path / "log", **environment) as client,
        ThreadPoolExecutor(1) as watcher,
        ThreadPoolExecutor(16) as people,
    ):
        seen = watcher.submit(_watch, postgres, url, done)
        statuses = list(people.map(lambda path: client.get(path).status_code, paths * 8))
        done.set()
        assert set(statuses) == {200}
        assert 1 < seen.result() <= settings.connections
    postgres.drop(url)
