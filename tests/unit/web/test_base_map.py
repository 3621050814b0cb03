"""A site without a key loads nothing from elsewhere; one with a key loads pictures of 天地图 and nothing else."""

import pytest
from starlette.testclient import TestClient

from kuanggui.errors import InputError
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings, read_settings


def test_without_a_key_nothing_comes_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/api/map/base")
    assert answer.json() == {"tianditu_key": ""}
    assert "img-src 'self' data: blob:;" in answer.headers["content-security-policy"]
    assert "tianditu" not in answer.headers["content-security-policy"]


def test_with_a_key_only_pictures_of_the_base_map_may(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"tianditu_key": "abc123"}))
    answer = TestClient(app, base_url="http://localhost").get("/api/map/base")
    assert answer.json() == {"tianditu_key": "abc123"}
    policy = answer.headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://*.tianditu.gov.cn;" in policy
    assert policy.count("http") == 1


def test_a_key_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUANGGUI_TIANDITU_KEY", "a; script-src *")
    with pytest.raises(InputError, match="KUANGGUI_TIANDITU_KEY"):
        read_settings("plans.db")
