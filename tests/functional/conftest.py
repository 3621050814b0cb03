"""A plan in a database that the commands work on, and drafts of adjustments."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kuanggui.app.import_ import import_file
from servers.postgres import Cluster
from year_of_life import Drafts

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "示例市矿产资源总体规划.txt"
PASSWORD = "correct horse"


@pytest.fixture
def write(tmp_path: Path) -> Drafts:
    """A draft in a file."""
    return Drafts(tmp_path)


@pytest.fixture
def chosen(database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database that every command works on."""
    monkeypatch.setenv("KUANGGUI_DB", database)
    monkeypatch.setenv("KUANGGUI_PASSWORD", PASSWORD)
    return database


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example plan in a file, to be copied."""
    path = tmp_path_factory.mktemp("example") / "plans.db"
    import_file(EXAMPLE, str(path))
    return path


@pytest.fixture(scope="session")
def example_template(postgres: Cluster) -> str:
    """The name of such a database on the server, to be copied."""
    url = postgres.new_database()
    import_file(EXAMPLE, url)
    return postgres.name_of(url)


@pytest.fixture(params=["sqlite", "postgis"])
def plan(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database with the example plan, on either engine, that every command works on."""
    monkeypatch.setenv("KUANGGUI_PASSWORD", PASSWORD)
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("example_file"), tmp_path / "plans.db").as_posix()
        monkeypatch.setenv("KUANGGUI_DB", path)
        yield path
        return
    template = request.getfixturevalue("example_template")
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.new_database(template)
    monkeypatch.setenv("KUANGGUI_DB", url)
    yield url
    cluster.drop(url)
