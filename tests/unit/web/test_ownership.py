import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kuanggui.model.user import Role
from kuanggui.web.jobs.job import JobKind
from kuanggui.web.jobs.queue import FILE, JobQueue
from unit.web.conftest import LogIn

AUDITS = "/api/audits"


def _hand_in(client: TestClient) -> str:
    answer = client.post(AUDITS, files={"document": ("a.txt", b"text")})
    assert answer.status_code == 202
    return str(answer.json()["id"])


def _seen(client: TestClient, audit: str) -> bool:
    listed = audit in {job["id"] for job in client.get(AUDITS).json()}
    paths = [f"{AUDITS}/{audit}{rest}" for rest in ("", "/events", "/review", "/text", "/report.xlsx")]
    if not listed:
        assert {client.get(path).status_code for path in paths} == {404}
    else:
        assert client.get(paths[0]).status_code == 200
    return listed


@pytest.mark.parametrize(
    ("role", "adcode", "sees"),
    [
        (Role.DRAFTER, "140200", False),  # a colleague
        (Role.OPERATOR, "140200", False),
        (Role.REVIEWER, "140200", True),
        (Role.REVIEWER, "140000", True),
        (Role.REVIEWER, "140300", False),
        (Role.REVIEWER, "140202", False),  # of a county in the city
        (Role.ADMIN, "140200", True),
        (Role.ADMIN, "140300", False),
    ],
)
def test_a_draft_is_seen_by_its_owner_and_who_checks_or_administers_his_region(
    log_in: LogIn, role: Role, adcode: str, sees: bool
) -> None:
    owner = log_in("owner", Role.DRAFTER, "140200")
    audit = _hand_in(owner)
    assert _seen(owner, audit)
    assert _seen(log_in("other", role, adcode), audit) is sees


def test_who_sees_a_draft_may_not_change_it(log_in: LogIn) -> None:
    audit = _hand_in(log_in("owner", Role.DRAFTER, "140200"))
    reviewer = log_in("reviewer", Role.REVIEWER, "140200")
    assert reviewer.delete(f"{AUDITS}/{audit}").status_code == 403
    order = {"reason": "r", "name": "n"}
    assert reviewer.put(f"{AUDITS}/{audit}/waivers/f", json=order).status_code in {403, 409}


def test_a_draft_of_another_is_not_compared_with(log_in: LogIn) -> None:
    audit = _hand_in(log_in("owner", Role.DRAFTER, "140200"))
    other = log_in("other", Role.DRAFTER, "140200")
    assert other.post(AUDITS, files={"document": ("b.txt", b"x")}, data={"against": audit}).status_code == 404


def test_what_was_handed_in_before_there_were_users_is_for_the_country(client: TestClient, log_in: LogIn) -> None:
    audit = _hand_in(client)
    assert _seen(log_in("chief", Role.ADMIN, "000000"), audit)
    assert not _seen(log_in("city", Role.ADMIN, "140200"), audit)


def test_a_queue_of_before_there_were_owners_is_read(tmp_path: Path) -> None:
    JobQueue(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("ALTER TABLE jobs DROP COLUMN owner")
        values = "'1', 'audit', 'a', '{}', 'done', '2026-01-01'"
        connection.execute(f"INSERT INTO jobs (id, kind, title, asked, state, created) VALUES ({values})")
    connection.close()
    (job,) = JobQueue(tmp_path).jobs(JobKind.AUDIT)
    assert job.owner == ""
