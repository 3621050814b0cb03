import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kuanggui.model.user import Role
from kuanggui.web.application import create_app
from kuanggui.web.metrics import FOLDER, Metrics
from kuanggui.web.settings import Settings
from unit.web.conftest import LogIn

METRICS = "/api/metrics"


def test_answers_are_counted_by_the_pattern_of_their_route(client: TestClient) -> None:
    client.get("/api/plans/none-1")
    client.get("/api/plans/none-2")
    client.get("/api/plans")
    text = client.get(METRICS).text
    assert 'kuanggui_requests_total{method="GET",route="/api/plans/{plan}",status="404"} 2' in text
    assert 'kuanggui_requests_total{method="GET",route="/api/plans",status="200"} 1' in text
    assert "none-1" not in text
    assert 'kuanggui_request_seconds_bucket{le="+Inf"} 3' in text
    assert 'kuanggui_jobs{state="queued"} 0' in text
    assert text.endswith("\n")


def test_figures_of_workers_that_are_alive_are_summed(tmp_path: Path) -> None:
    metrics = Metrics(tmp_path)
    metrics.note("GET", "/a", 200, 0.2)
    name = 'requests_total{method="GET",route="/a",status="200"}'
    for pid in ("1", "999999999", "odd"):
        kept = {"counts": {name: 10, "bucket 5": 10}, "seconds": 1.0}
        (tmp_path / FOLDER / f"{pid}.json").write_text(json.dumps(kept), encoding="utf-8")
    text = metrics.text({})
    assert f"kuanggui_{name} 11" in text
    assert "kuanggui_request_seconds_sum 1.200000" in text
    assert 'kuanggui_request_seconds_bucket{le="0.1"} 0' in text
    assert 'kuanggui_request_seconds_bucket{le="0.25"} 11' in text


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.OPERATOR, 200), (Role.ADMIN, 200)])
def test_operators_and_administrators_may_ask(log_in: LogIn, role: Role, status: int) -> None:
    assert log_in("user", role, "140200").get(METRICS).status_code == status


def test_a_network_of_the_setting_may_ask_without_a_login(settings: Settings, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    app = create_app(settings.model_copy(update={"metrics_from": "10.1.0.0/16, ::1"}))
    near = TestClient(app, base_url="http://localhost", client=("10.1.2.3", 1))
    far = TestClient(app, base_url="http://localhost", client=("10.2.2.3", 1))
    assert near.get(METRICS).status_code == 200
    assert near.get("/api/plans").status_code == 401
    assert near.get(METRICS, headers={"x-forwarded-for": "1.2.3.4"}).status_code == 401
    assert far.get(METRICS).status_code == 401
