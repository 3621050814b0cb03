"""Several workers of one server: what one of them knows the others know, on a file and on PostgreSQL."""

from pathlib import Path

import httpx2
import pytest

from kuanggui.app.database import initialise
from kuanggui.app.users import add_user
from kuanggui.model.user import Role, User
from kuanggui.web.login.cookie import NAME
from servers.web import PATIENCE, running

pytestmark = pytest.mark.enable_socket
PASSWORD = "correct horse"
ASKED = 12  # questions on connections of their own: hardly all to the same worker


def _statuses(address: str, key: str) -> set[int]:
    found = set()
    for _ in range(ASKED):
        with httpx2.Client(base_url=address, timeout=PATIENCE, trust_env=False, cookies={NAME: key}) as client:
            found.add(client.get("/api/plans").status_code)
    return found


def test_a_session_is_known_to_every_worker_and_ends_for_all(database: str, tmp_path: Path) -> None:
    initialise(database)
    add_user(database, User("chief", Role.ADMIN, "000000", ""), PASSWORD)
    command = ["serve", "--db", database, "--port", "0", "--workers", "2"]
    with running(command, tmp_path / "log", KUANGGUI_FILES=str(tmp_path / "files")) as client:
        address = str(client.base_url)
        assert client.get("/api/plans").status_code == 401
        assert client.post("/api/login", json={"name": "chief", "password": PASSWORD}).status_code == 200
        key = client.cookies[NAME]
        assert _statuses(address, key) == {200}
        figures = client.get("/api/metrics").text
        assert 'route="/api/login",status="200"} 1' in figures
        assert client.post("/api/logout", headers={"sec-fetch-site": "same-origin"}).status_code == 204
        assert _statuses(address, key) == {401}
