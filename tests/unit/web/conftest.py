"""A server over an empty database, without a network."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kuanggui.app.database import initialise
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    database = str(tmp_path / "plans.db")
    initialise(database)
    return Settings(db=database, upload_megabytes=1, site=tmp_path / "site")


@pytest.fixture
def client(settings: Settings) -> TestClient:
    """Requests to a server that is not started, so that jobs stay in the queue."""
    return TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)
