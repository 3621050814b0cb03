import pytest
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.web.application import create_app
from kuanggui.web.problems import MEDIA_TYPE, Problem
from kuanggui.web.settings import Settings

REQUESTS = [
    ("GET", "/api/none", 404),
    ("GET", "/api/plans/none", 404),
    ("GET", "/api/plans/none/parts/zones", 404),
    ("GET", "/api/audits/none", 404),
    ("GET", "/api/audits/none/review", 404),
    ("GET", "/api/audits/none/report.xlsx", 404),
    ("GET", "/api/audits/none/report.exe", 404),
    ("GET", "/api/audits/../../etc/passwd", 404),
    ("POST", "/api/audits", 422),
    ("POST", "/api/health", 405),
    ("PUT", "/api/audits/none/waivers/x", 404),
    ("DELETE", "/api/audits/none", 404),
    ("POST", "/api/screenings", 422),
    ("POST", "/api/map/measure", 422),
    ("GET", "/api/map/divisions/14", 422),
    ("GET", "/", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), REQUESTS)
def test_every_error_has_one_shape(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    problem = Problem.model_validate(answer.json())
    assert (problem.status, bool(problem.code), bool(problem.title)) == (status, True, True)


def test_a_missing_database_is_said_without_its_folder(settings: Settings) -> None:
    missing = settings.model_copy(update={"db": f"{settings.db}.none"})
    answer = TestClient(create_app(missing), base_url="http://localhost").get("/api/health")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert "plans.db.none" in answer.json()["detail"]
    assert "/" not in answer.json()["detail"].split("：")[0]


@pytest.mark.parametrize("corners", ["/etc/passwd", "../plans.db#x", "no corners"])
def test_a_typed_range_is_never_the_name_of_a_file(client: TestClient, settings: Settings, corners: str) -> None:
    import_file(example_file(PLAN), settings.db)
    order = {"name": "甲", "corners": corners, "purpose": "mining", "action": "new", "minerals": ["铁矿"]}
    answer = client.post("/api/screenings", json=order)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert "root:" not in answer.text


def test_a_defect_is_a_problem_without_its_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, by: object) -> None:
        message = "secret"
        raise RuntimeError(message)

    monkeypatch.setattr("kuanggui.app.plan_shelf.PlanShelf.visible", broken)
    answer = client.get("/api/plans")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text


def test_an_empty_upload_leaves_nothing_behind(client: TestClient, settings: Settings) -> None:
    before = set(settings.folder.iterdir())
    answer = client.post("/api/audits", files={"document": ("a.txt", b"")})
    assert answer.status_code == 422
    assert {path.name for path in set(settings.folder.iterdir()) - before if path.is_dir()} == set()
    assert client.get("/api/audits").json() == []
