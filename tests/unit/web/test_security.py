import pytest
from starlette.testclient import TestClient

from kuanggui.web.security import HEADERS

HEALTH, AUDITS = "/api/health", "/api/audits"


@pytest.mark.parametrize("path", [HEALTH, "/api/none", "/", AUDITS])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["x-request-id"]


def test_an_unknown_host_name_is_refused(client: TestClient) -> None:
    answer = client.get(HEALTH, headers={"host": "attacker.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_host")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://attacker.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:1"},
    ],
)
def test_a_write_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post(AUDITS, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


@pytest.mark.parametrize("headers", [{}, {"origin": "http://localhost", "sec-fetch-site": "same-origin"}])
def test_a_write_from_our_page_or_a_script_is_heard(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post(AUDITS, headers=headers).status_code == 422  # the document is missing


def test_a_large_upload_is_refused_by_its_stated_length(client: TestClient) -> None:
    answer = client.post(AUDITS, files={"document": ("a.txt", b"x" * (1024 * 1024 + 1))})
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")


def test_a_large_upload_without_a_stated_length_is_refused_as_it_comes(client: TestClient) -> None:
    pieces = (b"x" * 65536 for _ in range(17))
    answer = client.post(AUDITS, content=pieces, headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413
