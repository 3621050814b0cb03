import logging
import sqlite3

import pytest
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.model.user import Role
from kuanggui.web.records.record import FILE, AccessRecord
from kuanggui.web.settings import Settings
from unit.web.conftest import PASSWORD, LogIn

ACCESS, TRAIL, STATE = "/api/records/access", "/api/records/trail", "/api/records/trail/state"


def _lines(client: TestClient, **query: str | bool) -> list[dict[str, str]]:
    answer = client.get(ACCESS, params=query)
    assert answer.status_code == 200, answer.text
    lines: list[dict[str, str]] = answer.json()["lines"]
    return lines


def test_writes_are_on_record_with_who_and_the_id_of_the_answer(log_in: LogIn) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    answer = chief.post("/api/audits", files={"document": ("a.txt", b"text")})
    chief.get("/api/audits")
    (line,) = _lines(chief)
    assert (line["who"], line["method"], line["path"], line["status"]) == ("chief", "POST", "/api/audits", 202)
    assert line["request"] == answer.headers["x-request-id"]
    assert line["address"] == "testclient"


def test_every_download_is_on_record_with_the_name_of_the_file(log_in: LogIn, settings: Settings) -> None:
    plan = import_file(example_file(PLAN), settings.db).plan.id
    chief = log_in("chief", Role.ADMIN, "000000")
    order = {
        "name": "铁帽山",
        "corners": "1,38°06′57″,112°05′30″\n2,38°06′57″,112°06′00″\n3,38°06′00″,112°06′00″",
        "purpose": "mining",
        "action": "new",
        "minerals": ["铁矿"],
        "plan": plan,
    }
    kept = chief.post("/api/screenings/kept", json=order).json()["id"]
    assert chief.get(f"/api/screenings/kept/{kept}/report.docx").status_code == 200
    (line,) = _lines(chief, downloads=True)
    assert (line["method"], line["download"].endswith(".docx")) == ("GET", True)


def test_logins_are_on_record_the_failed_ones_too(log_in: LogIn, client: TestClient) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    client.post("/api/login", json={"name": "chief", "password": "wrong horse"})
    client.post("/api/login", json={"name": "chief", "password": PASSWORD})
    assert [(line["who"], line["status"]) for line in _lines(chief, words="/api/login")] == [
        ("chief", 200),
        ("chief", 401),
    ]


def test_what_strangers_are_refused_does_not_fill_the_record(log_in: LogIn, client: TestClient) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    assert client.post("/api/audits").status_code == 401
    assert _lines(chief) == []


def test_a_line_can_neither_be_changed_nor_removed(settings: Settings, client: TestClient) -> None:
    client.post("/api/audits", files={"document": ("a.txt", b"text")})
    connection = sqlite3.connect(settings.folder / FILE)
    for statement in ("DELETE FROM access", "UPDATE access SET who = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()
    AccessRecord(settings.folder)
    assert len(_lines(client)) == 1


def test_the_record_is_filtered(log_in: LogIn) -> None:
    chief, user = log_in("chief", Role.ADMIN, "000000"), log_in("user", Role.DRAFTER, "140200")
    for client in (chief, user, user):
        client.post("/api/audits", files={"document": ("a.txt", b"text")})
    assert len(_lines(chief, who="us")) == 2
    assert len(_lines(chief, words="audits")) == 3
    assert _lines(chief, since="2999-01-01") == []
    assert _lines(chief, until="2000-01-01") == []
    assert len(_lines(chief, since="2000-01-01", until="9999-12-31")) == 3
    page = chief.get(ACCESS, params={"limit": 1, "offset": 1}).json()
    assert (page["total"], len(page["lines"])) == (3, 1)


def test_the_trail_shows_who_did_what_and_its_state(log_in: LogIn, settings: Settings) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    log_in("user", Role.DRAFTER, "140200")
    page = chief.get(TRAIL, params={"who": "chief", "words": "user"}).json()
    assert [(line["action"], line["subject"], line["rows"]) for line in page["lines"]] == [("user", "user", 1)]
    assert chief.get(STATE).json()["breaks"] == []
    with sqlite3.connect(settings.db) as connection:
        connection.execute("DROP TRIGGER keep_user_versions_values")
        connection.execute("UPDATE user_versions SET role = 'admin' WHERE user = 'user'")
    connection.close()
    (wrong,) = chief.get(STATE).json()["breaks"]
    assert "user" in wrong["record"]


def test_a_region_sees_what_its_own_people_did(log_in: LogIn) -> None:
    city, chief = log_in("city", Role.REVIEWER, "140200"), log_in("chief", Role.ADMIN, "000000")
    chief.post("/api/audits", files={"document": ("a.txt", b"text")})
    city.post("/api/audits", files={"document": ("a.txt", b"text")})
    assert {line["who"] for line in _lines(city)} == {"city"}
    assert {line["who"] for line in _lines(chief)} == {"city", "chief"}
    assert city.get(TRAIL).json()["total"] == 0
    assert city.get(STATE).status_code == 403


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DRAFTER, Role.APPROVER, Role.OPERATOR])
def test_others_may_not_look(log_in: LogIn, role: Role) -> None:
    user = log_in("user", role, "000000")
    assert {user.get(path).status_code for path in (ACCESS, TRAIL, STATE)} == {403}


def test_the_log_names_the_user_and_the_request(log_in: LogIn, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kuanggui.web.access"):
        answer = log_in("user", Role.VIEWER, "140200").get("/api/plans")
    record = caplog.records[-1]
    assert (record.user, record.request) == ("user", answer.headers["x-request-id"])  # type: ignore[attr-defined]
