"""What an attacker would try first, through the routes."""

import io
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.model.user import Role
from kuanggui.web.jobs.worker import work
from kuanggui.web.settings import Settings
from unit.web.conftest import LogIn

AUDITS = "/api/audits"
INJECTIONS = ["' OR '1'='1", "'; DROP TABLE plans; --", '" OR 1=1 --', "%", "\\", "${7*7}", "{{7*7}}"]
CLIMBS = ["../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//etc/passwd"]


def test_words_are_never_taken_for_statements(client: TestClient, settings: Settings) -> None:
    plan = import_file(example_file(PLAN), settings.db).plan.id
    for text in INJECTIONS:
        assert client.get(f"/api/plans/{text}").status_code == 404
        found = client.get(f"/api/plans/{plan}/parts/zones", params={"words": text}).json()
        assert found["total"] == 0
        for path in ("/api/records/trail", "/api/records/access"):
            assert client.get(path, params={"who": text, "words": text}).json()["total"] == 0
    assert len(client.get("/api/plans").json()) == 1


def test_a_login_is_never_taken_for_a_statement(client: TestClient, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    for text in INJECTIONS[:4]:
        assert client.post("/api/login", json={"name": text, "password": text}).status_code == 401
        assert client.get("/api/plans", headers={"authorization": f"Bearer kg_{text}_x"}).status_code == 401


def test_no_path_climbs_out_of_its_folder(client: TestClient) -> None:
    for before in ("/", "/assets/", "/api/audits/", "/api/screenings/kept/", "/api/plans/", "/api/public/"):
        for climb in CLIMBS:
            answer = client.get(before + climb)
            assert "root:" not in answer.text
            assert answer.status_code in {200, 404, 422}, before + climb  # 200: the first page of the site


@pytest.mark.parametrize("name", ["../../evil.txt", "..\\..\\evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a\x00.txt"])
def test_an_upload_stays_in_its_folder_whatever_its_name(client: TestClient, settings: Settings, name: str) -> None:
    answer = client.post(AUDITS, files={"document": (name, b"text")})
    assert answer.status_code == 202
    folder = settings.folder / answer.json()["id"] / "document"
    assert [path.parent for path in folder.rglob("*") if path.is_file()] == [folder]
    assert not list(settings.folder.parent.glob("evil*"))


def _word(document: bytes, blanks: int = 0) -> bytes:
    """A Word file whose main part is given, with so many megabytes of blanks behind it."""
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr("[Content_Types].xml", kinds)
        file.writestr("_rels/.rels", rels)
        with file.open("word/document.xml", "w") as part:
            part.write(document)
            for _ in range(blanks):
                part.write(b" " * 1024 * 1024)
    return packed.getvalue()


def _audited(client: TestClient, settings: Settings, content: bytes) -> dict[str, str]:
    job = client.post(AUDITS, files={"document": ("a.docx", content)}).json()["id"]
    work(settings.folder, job, settings.db)
    answer: dict[str, str] = client.get(f"{AUDITS}/{job}").json()
    return answer


def test_an_entity_of_an_upload_does_not_read_a_file_of_the_server(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("TOP-SECRET", encoding="utf-8")
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>规划 &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    job = _audited(client, settings, _word(document.encode()))
    kept = [path.read_text(encoding="utf-8") for path in (settings.folder / job["id"]).rglob("*.json")]
    assert job["state"] in {"failed", "done"}
    assert [text for text in (*kept, job["error"]) if "TOP-SECRET" in text] == []


def test_an_upload_that_unpacks_without_end_is_refused_before_it_is_unpacked(
    client: TestClient, settings: Settings
) -> None:
    bomb = _word(b"<a>", blanks=300)
    assert len(bomb) < 500_000
    job = _audited(client, settings, bomb)
    assert (job["state"], bool(job["error"])) == ("failed", True)


def test_what_somebody_typed_comes_back_as_data_and_never_as_a_page(log_in: LogIn) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    name = "<script>alert(1)</script>"
    user = {"name": name, "role": "viewer", "adcode": "140200", "password": "new horse 1"}
    assert chief.post("/api/users", json=user).status_code == 201
    answer = chief.get("/api/users")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert chief.get(f"/api/plans/{name.replace('/', '')}").headers["content-type"] == "application/problem+json"


def test_the_id_of_a_job_cannot_be_guessed(client: TestClient) -> None:
    ids = {client.post(AUDITS, files={"document": ("a.txt", b"x")}).json()["id"] for _ in range(5)}
    assert len(ids) == 5
    assert {len(each) for each in ids} == {16}


def test_a_token_in_the_address_is_no_token(client: TestClient, log_in: LogIn) -> None:
    user = log_in("user", Role.VIEWER, "140200")
    token = user.post("/api/me/tokens", json={"purpose": "x"}).json()["token"]
    assert client.get("/api/plans", params={"token": token}).status_code == 401
    assert client.get("/api/plans", headers={"authorization": f"Bearer {token}"}).status_code == 200
