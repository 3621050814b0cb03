"""Shared fixtures: where the real plan documents are, if they are there at all; and databases on either engine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kuanggui.storage.open import Purpose, open_store
from servers.postgres import Cluster, find_programs


def _shared_directory() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        candidate = parent / "shared" / "plans"
        if candidate.is_dir():
            return candidate.parent
    return None


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real documents beside the project; the test skips where it is absent."""
    found = _shared_directory()
    if found is None:
        pytest.skip("../shared is not there")
    return found


@pytest.fixture(scope="session")
def datong(shared_dir: Path) -> Path:
    """The real plan of Datong, 2021-2025."""
    return shared_dir / "plans" / "datong-2021-2025.txt"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A server of our own; where the programs are missing the test skips, except in CI, which has to have them."""
    programs = find_programs()
    if programs is None:
        missing = "PostgreSQL with PostGIS is not installed (Debian: postgresql-15-postgis-3)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    cluster = Cluster(programs)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgis"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new database may be made, on either engine."""
    if request.param == "sqlite":
        yield str(tmp_path / "plans.db")
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.new_database()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty plan database in a file, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "plans.db"
    open_store(str(path), Purpose.WRITE).close()
    return path


@pytest.fixture(scope="session")
def empty_template(postgres: Cluster) -> str:
    """The name of an empty plan database on the server, to be copied."""
    url = postgres.new_database()
    open_store(url, Purpose.WRITE).close()
    return postgres.name_of(url)


@pytest.fixture(params=["sqlite", "postgis"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty plan database is, on either engine."""
    if request.param == "sqlite":
        yield shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "plans.db").as_posix()
        return
    template = request.getfixturevalue("empty_template")
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.new_database(template)
    yield url
    cluster.drop(url)
