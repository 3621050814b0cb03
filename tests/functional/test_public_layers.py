"""Which layers people without a login may meet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kuanggui.app.layers import read_catalogue
from kuanggui.app.stock import stock_at
from kuanggui.cli.main import app

SQUARE = [[[112.5, 38.1], [112.51, 38.1], [112.51, 38.11], [112.5, 38.11], [112.5, 38.1]]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "red.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), encoding="utf-8")
    return path


def add(file: Path, *more: str) -> None:
    words = ["layer", "add", file, "--db", file.parent / "plans.db", "--kind", "ecological_redline"]
    result = CliRunner().invoke(app, [*map(str, words), "--as-of", "2025-12-31", "--owner", "示例局", *more])
    assert result.exit_code == 0, result.output


def test_a_layer_is_internal_unless_it_is_opened(file: Path) -> None:
    add(file, "--name", "inside")
    add(file, "--name", "outside", "--public")
    database = file.parent / "plans.db"
    assert {record.name: record.public for record in read_catalogue(stock_at(database))} == {
        "inside": False,
        "outside": True,
    }
    listed = CliRunner().invoke(app, ["layer", "list", "--db", str(database)]).output
    assert "inside：ecological_redline，内部" in listed
    assert "outside：ecological_redline，公开" in listed


def test_a_layer_that_was_added_before_there_was_a_choice_is_internal(file: Path) -> None:
    add(file, "--name", "old", "--public")
    written = file.parent / "plans.layers" / "old" / "layer.json"
    record = json.loads(written.read_text(encoding="utf-8"))
    del record["public"]
    written.write_text(json.dumps(record), encoding="utf-8")
    assert [record.public for record in read_catalogue(stock_at(file.parent / "plans.db"))] == [False]
