"""Screening against a plan in a file and on a server: rights, applications and blocks of the database, layers in a folder of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kuanggui.cli.main import app
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LAYERS = EXAMPLES / "city" / "layers"
RUN = CliRunner()
DAY = "2026-07-01"


def run(*arguments: object, code: int = 0) -> str:
    result = RUN.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "somewhere" / "layers"


@pytest.fixture
def stocked(location: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The example plan on either store; its red line as a layer, its blocks and rights as features of the database."""
    monkeypatch.setenv("KUANGGUI_DB", location)
    monkeypatch.setenv("KUANGGUI_LAYERS", str(folder))
    run("import", EXAMPLES / "示例市矿产资源总体规划.txt")
    line = LAYERS / "ecological_redline.geojson"
    run("layer", "add", line, "--kind", "ecological_redline", "--as-of", "2025-12-31", "--owner", "示例局")
    load = ("db", "load", "--geometry", "official", "--valid-from", "2021-01-01")
    for kind in ("mining_block", "exploration_block", "mining_right", "exploration_right"):
        status = "planned" if kind.endswith("block") else "existing"
        run(*load, LAYERS / f"{kind}.geojson", "--kind", kind, "--status", status)
    run(*load, LAYERS / "pending_application.geojson", "--kind", "mining_right", "--status", "pending")
    return location


def answers(tmp_path: Path) -> dict[str, dict[str, Any]]:
    out = tmp_path / "answers.json"
    run("screen", EXAMPLES / "city" / "cases.yaml", "--as-of", DAY, "--format", "json", "--out", out)
    return {answer["name"]: answer for answer in json.loads(out.read_text(encoding="utf-8"))["answers"]}


def rules(answer: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in answer["findings"]}


def test_rules_find_rights_applications_blocks_and_caps_in_the_database(stocked: str, tmp_path: Path) -> None:
    found = answers(tmp_path)
    sources = {theme["kind"]: [source["name"] for source in theme["sources"]] for theme in found["北川二矿"]["themes"]}
    assert sources["mining_right"] == ["database:mining_right"]
    assert sources["pending_application"] == ["database:pending_application"]
    assert sources["ecological_redline"] == ["ecological_redline"]
    assert "SCR303" in rules(found["石门西小型灰岩矿"])  # somebody has applied for the same ground
    assert "SCR406" in rules(found["铁帽山西铁矿"])  # what is licensed in the database and this are above the cap
    assert {"SCR301", "SCR305"} <= rules(found["铁帽山铁矿扩界"])  # a neighbour's mine, in plan and in elevation
    assert "SCR201" in rules(found["北川二矿"])  # outside every block


def test_the_site_screens_alike_on_both_stores(stocked: str, folder: Path, tmp_path: Path) -> None:
    settings = Settings(db=stocked, layers=folder, files=tmp_path / "files", site=tmp_path / "site")
    client = TestClient(create_app(settings), base_url="http://localhost")
    order = {
        "name": "铁帽山铁矿扩界",
        "corners": "112.115,38.10\n112.1295,38.10\n112.1295,38.111\n112.115,38.111",
        "purpose": "mining", "action": "extension", "minerals": ["铁矿"], "as_of": DAY,
    }  # fmt: skip
    answer = client.post("/api/screenings", json=order).json()
    assert "SCR301" in rules(answer)
    assert next(t for t in answer["themes"] if t["kind"] == "ecological_redline")["status"] != "missing"
    assert client.post("/api/screenings/report.docx", json=order).content.startswith(b"PK")


def test_replay_finds_database_and_layers_again(stocked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(tmp_path)
    monkeypatch.delenv("KUANGGUI_DB")
    monkeypatch.delenv("KUANGGUI_LAYERS")
    out = run("replay", tmp_path / "answers.json")
    assert out.count("：一致") == 12


def test_postgis_confirms_the_areas_of_a_server_and_geos_those_of_a_file(stocked: str, tmp_path: Path) -> None:
    answers(tmp_path)
    engine = "PostGIS" if "://" in stocked else "GEOS"
    out = run("replay", tmp_path / "answers.json", "--confirm")
    assert out.count(f"（{engine}）　一致") > 12 * 4
    assert "不一致" not in out
    told = RUN.invoke(app, ["screen", str(EXAMPLES / "city" / "cases.yaml"), "--as-of", DAY, "--confirm"])
    assert told.exit_code == 0
    assert told.stderr.count(f"（{engine}）　一致") == out.count(f"（{engine}）　一致")
