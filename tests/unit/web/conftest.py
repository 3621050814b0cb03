"""A server over an empty database, without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from kuanggui.app.authority import Credentials, Recognised
from kuanggui.app.database import initialise
from kuanggui.app.passwords import recognise
from kuanggui.app.users import add_user
from kuanggui.model.user import Role, User
from kuanggui.web.application import create_app
from kuanggui.web.login.cookie import NAME
from kuanggui.web.settings import Settings

PASSWORD = "correct horse"
BROWSER = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of tests need not withstand anything."""
    monkeypatch.setattr("kuanggui.app.passwords.HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    database = str(tmp_path / "plans.db")
    initialise(database)
    return Settings(db=database, upload_megabytes=1, site=tmp_path / "site")


@pytest.fixture
def client(settings: Settings) -> TestClient:
    """Requests to a server that is not started, so that jobs stay in the queue."""
    return TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)


# A name, a role and a region: requests of a browser in which that user is logged in.
LogIn = Callable[[str, Role, str], TestClient]


@pytest.fixture
def log_in(client: TestClient, settings: Settings) -> LogIn:
    """Enters users, after an administrator `chief`, and gives a browser for each."""
    known: dict[str, Recognised] = {}

    def enter(name: str, role: Role, adcode: str) -> TestClient:
        if not known and name != "chief":
            enter("chief", Role.ADMIN, "000000")
        if name not in known:
            by = Credentials(login=known["chief"]) if known else Credentials()
            add_user(settings.db, User(name, role, adcode, ""), PASSWORD, by)
            known[name] = recognise(settings.db, name, PASSWORD)
        key = client.app.state.services.sessions.begin(known[name])  # type: ignore[attr-defined]
        return TestClient(
            client.app,
            base_url="http://localhost",
            raise_server_exceptions=False,
            cookies={NAME: key},
            headers=BROWSER,
        )

    return enter
