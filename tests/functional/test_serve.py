"""A real server: an audit from upload to download, a restart, and the plans of the database."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import is_zipfile

import httpx2
import pytest

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.plans import PARTS
from kuanggui.web.audits.schema import AuditJob, ReviewAnswer
from servers.web import PATIENCE, START, running

pytestmark = pytest.mark.enable_socket


def serving(database: Path, log: Path, **environment: str) -> AbstractContextManager[httpx2.Client]:
    """A server of a database."""
    return running(["serve", "--db", str(database), "--port", "0"], log, **environment)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("server")
    import_file(example_file(PLAN), str(folder / "plans.db"))
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx2.Client]:
    with serving(home / "plans.db", home / "log") as made:
        yield made


def _hand_in(client: httpx2.Client, content: bytes, name: str = PLAN, **form: str) -> dict[str, Any]:
    answer = client.post("/api/audits", files={"document": (name, content)}, data=form)
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()
    return job


def _follow(client: httpx2.Client, job_id: str) -> list[AuditJob]:
    with client.stream("GET", f"/api/audits/{job_id}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = [line.removeprefix("data: ") for line in stream.iter_lines() if line.startswith("data: ")]
    return [AuditJob.model_validate_json(line) for line in lines]


@pytest.fixture(scope="module")
def audited(client: httpx2.Client) -> str:
    job = _hand_in(client, example_file(PLAN).read_bytes())
    events = _follow(client, job["id"])
    steps = [event.step for event in events]
    assert events[-1].state == "done", events[-1].error
    assert steps == sorted(steps)
    return str(job["id"])


def _review(client: httpx2.Client, job_id: str) -> ReviewAnswer:
    return ReviewAnswer.model_validate(client.get(f"/api/audits/{job_id}/review").json())


def test_an_audit_finds_the_planted_errors_and_its_places_are_in_the_text(client: httpx2.Client, audited: str) -> None:
    review = _review(client, audited)
    assert any("停产15座" in place.quote or "15" in place.quote for f in review.findings for place in f.places)
    text = client.get(f"/api/audits/{audited}/text").json()
    strings = json.dumps(text, ensure_ascii=False)
    assert all(finding.places[0].quote in strings for finding in review.findings)


@pytest.mark.parametrize(("form", "zipped"), [("xlsx", True), ("docx", True), ("html", False)])
def test_reports_can_be_downloaded(
    client: httpx2.Client, audited: str, tmp_path: Path, form: str, zipped: bool
) -> None:
    answer = client.get(f"/api/audits/{audited}/report.{form}")
    assert answer.status_code == 200
    assert quote("示例市矿产资源总体规划-复核") in answer.headers["content-disposition"]
    (tmp_path / "report").write_bytes(answer.content)
    assert is_zipfile(tmp_path / "report") is zipped
    assert len(answer.content) > 5000


def test_a_waived_finding_moves_and_comes_back(client: httpx2.Client, audited: str) -> None:
    before = _review(client, audited)
    finding = before.findings[0].id
    path = f"/api/audits/{audited}/waivers/{finding}"
    assert client.put(path, json={"reason": " ", "name": "甲"}).status_code == 422
    assert client.put(f"{path}x", json={"reason": "口径不同", "name": "甲"}).status_code == 422
    assert client.put(path, json={"reason": "口径不同", "name": "甲"}).status_code == 204
    after = _review(client, audited)
    assert [item.finding.id for item in after.waived] == [finding]
    assert finding not in {f.id for f in after.findings} | {member for g in after.groups for member in g.members}
    printed = ReviewAnswer.model_validate(client.get(f"/api/audits/{audited}/report.json").json())
    assert {f.id for f in printed.findings} == {f.id for f in after.findings}
    assert client.delete(path).status_code == 204
    assert _review(client, audited).findings == before.findings


def test_a_second_draft_is_compared_with_the_first(client: httpx2.Client, audited: str) -> None:
    job = _hand_in(client, example_file(PLAN).read_bytes(), "二稿.docx", against=audited)
    assert _follow(client, job["id"])[-1].state == "done"
    comparison = _review(client, job["id"]).comparison
    assert comparison is not None
    assert (comparison.against, comparison.solved, comparison.new) == (PLAN, [], [])
    assert len(comparison.remaining) == len(_review(client, audited).findings)
    assert client.post("/api/audits", files={"document": ("a.txt", b"x")}, data={"against": "none"}).status_code == 404


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_a_broken_document_fails_with_one_line_and_no_folder(client: httpx2.Client, home: Path, content: bytes) -> None:
    job = _hand_in(client, content, "坏.docx" if content.startswith(b"PK") else "坏.pdf")
    last = _follow(client, job["id"])[-1]
    assert (last.state, last.error.startswith("坏."), str(home) in last.error) == ("failed", True, False)
    assert client.get(f"/api/audits/{job['id']}/review").status_code == 409
    assert client.delete(f"/api/audits/{job['id']}").status_code == 204
    assert client.get(f"/api/audits/{job['id']}").status_code == 404


def test_every_part_of_the_plan_is_a_table_whose_places_are_in_the_text(client: httpx2.Client) -> None:
    (entry,) = client.get("/api/plans").json()
    plan = client.get(f"/api/plans/{entry['id']}").json()
    strings = client.get(f"/api/plans/{entry['id']}/text").text
    for part in PARTS:
        table = client.get(f"/api/plans/{entry['id']}/parts/{part}").json()
        assert table["total"] == plan["parts"][part] == len(table["rows"])
    marks = client.get(f"/api/plans/{entry['id']}/marks").json()
    assert len(marks) > 100
    lines = {mark["place"]["line"] for mark in marks}
    assert sum(f"{line}," in strings for line in lines) == len(lines)


def test_a_table_is_filtered_by_words(client: httpx2.Client) -> None:
    (entry,) = client.get("/api/plans").json()
    path = f"/api/plans/{entry['id']}/parts/indicators"
    whole, some = client.get(path).json(), client.get(path, params={"words": "煤"}).json()
    assert 0 < some["total"] < whole["total"]
    assert all("煤" in json.dumps(row, ensure_ascii=False) for row in some["rows"])
    assert len(client.get(path, params={"limit": 2, "offset": 1}).json()["rows"]) == 2


def test_a_job_cut_off_by_a_stop_is_done_after_the_restart(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    with serving(database, tmp_path / "log") as client:
        job = _hand_in(client, example_file(PLAN).read_bytes())
        end = time.monotonic() + PATIENCE
        while client.get(f"/api/audits/{job['id']}").json()["state"] == "queued":
            assert time.monotonic() < end
            time.sleep(0.05)
    with serving(database, tmp_path / "log", KUANGGUI_LOG="json") as client:
        assert _follow(client, job["id"])[-1].state == "done"
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line.startswith("{")]
    assert any(entry.get("path", "").endswith("/events") and entry["status"] == 200 for entry in entries)


def test_the_server_listens_on_the_loopback_address_only(client: httpx2.Client) -> None:
    port = client.base_url.port
    assert port is not None
    listening = Path("/proc/net/tcp").read_text(encoding="ascii")
    assert f" 0100007F:{port:04X} 00000000:0000 0A " in listening
    assert f" 00000000:{port:04X} " not in listening


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-c", START, "serve", "--db", str(tmp_path / "p.db"), "--port"]
        result = subprocess.run([*command, str(taken.getsockname()[1])], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "请换一个端口" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_database_without_users_is_not_served_to_other_machines(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, "serve", "--db", str(tmp_path / "p.db"), "--port", "0", "--host", "0.0.0.0"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "kuanggui user add" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
