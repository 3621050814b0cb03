from pathlib import Path

import pytest
from anyio.to_thread import current_default_thread_limiter
from starlette.testclient import TestClient

from kuanggui.errors import InputError
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings, read_settings

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "server-settings.md"


def test_every_setting_is_documented_with_its_default() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None or field.is_required() else str(field.default)
        assert f"| `KUANGGUI_{name.upper()}` | {f'`{default}`' if default else ''} | {field.description} |" in page


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUANGGUI_UPLOAD_MEGABYTES", "3")
    assert read_settings("plans.db").upload_bytes == 3 * 1024 * 1024


def test_a_value_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUANGGUI_JOB_SECONDS", "soon")
    with pytest.raises(InputError, match="KUANGGUI_JOB_SECONDS"):
        read_settings("plans.db")


def test_files_lie_beside_a_database_file_and_at_home_for_a_server() -> None:
    assert Settings(db="a/plans.db").folder == Path("a/plans.db.files")
    assert Settings(db="postgresql://host/plans").folder.is_relative_to(Path.home())


def test_a_worker_answers_as_many_requests_at_a_time_as_the_setting_says(settings: Settings) -> None:
    with TestClient(create_app(settings.model_copy(update={"threads": 3})), base_url="http://localhost") as client:
        assert client.portal is not None
        assert client.portal.call(lambda: current_default_thread_limiter().total_tokens) == 3
