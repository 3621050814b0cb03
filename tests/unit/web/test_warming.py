"""A server reads the features with which the map opens before anybody asks, and starts all the same when it cannot."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.illustration import illustrate
from kuanggui.app.import_ import import_file
from kuanggui.storage.features.repository import SqlFeatures
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings


def test_the_first_tile_finds_its_features_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(db=str(tmp_path / "plans.db"), site=tmp_path / "site")
    plan = import_file(example_file(PLAN), settings.db).plan.id
    illustrate(settings.db, plan)
    app = create_app(settings)
    with TestClient(app, base_url="http://localhost") as client:
        app.state.services.warming.stop()
        monkeypatch.delattr(SqlFeatures, "find")
        path = f"/api/map/plans/{plan}/tiles/4490/9/415/73"
        assert client.get(path).content
        with pytest.raises(AttributeError):
            client.get(path, params={"as_of": "2022-01-01"})


def test_a_server_without_a_database_starts_and_says_so(tmp_path: Path) -> None:
    settings = Settings(db=str(tmp_path / "missing.db"), site=tmp_path / "site")
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        assert client.get("/api/plans").status_code == 503
