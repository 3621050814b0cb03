"""Screening against a plan in a file and on a server: rights, applications and blocks of the database, layers in a folder of their own."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kuanggui.app.actor import sign
from kuanggui.app.opening import for_writing
from kuanggui.cli.main import app
from kuanggui.model.feature import Feature, FeatureKind, FeatureQuery, FeatureStatus, Shape
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


def draw(path: Path, west: float, east: float, **properties: str) -> Path:
    """A file with one range between two meridians, away from everything in the example."""
    ring = [[west, 38.9], [east, 38.9], [east, 38.91], [west, 38.91], [west, 38.9]]
    feature = {
        "type": "Feature",
        "properties": {"name": path.stem, "number": path.stem} | properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def load(path: Path, kind: str, *more: str) -> None:
    status = ("--status", "planned", "--geometry", "official")
    run("db", "load", path, "--kind", kind, *status, *(more or ("--valid-from", "2021-01-01")))


def screened(tmp_path: Path, mineral: str = "铁矿", action: str = "新立", day: str = DAY) -> dict[str, Any]:
    """The answer for a range of a hundredth of a degree."""
    out, given = tmp_path / "one.json", draw(tmp_path / "新矿.geojson", 112.5, 112.51)
    case = ("--purpose", "开采", "--action", action, "--mineral", mineral, "--as-of", day)
    run("screen", given, *case, "--format", "json", "--out", out)
    (answer,) = json.loads(out.read_text(encoding="utf-8"))["answers"]
    return dict(answer)


def said(answer: dict[str, Any], rule: str) -> list[tuple[str, str]]:
    """How severe each finding of a rule is, and what it says."""
    return [(found["severity"], found["message"]) for found in answer["findings"] if found["rule"] == rule]


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


@pytest.mark.parametrize(
    ("kind", "rule", "severity", "word"),
    [
        ("prohibited_mining_area", "SCR208", "error", "禁止开采区"),
        ("restricted_mining_area", "SCR208", "warning", "限制开采区"),
        ("strategic_reserve_area", "SCR209", "error", "储备地"),
        ("national_planning_mining_area", "SCR210", "warning", "国家规划矿区"),
    ],
)
def test_a_zone_of_the_database_is_found_where_and_while_it_is_in_force(
    stocked: str, tmp_path: Path, kind: str, rule: str, severity: str, word: str
) -> None:
    zones = {"SCR208", "SCR209", "SCR210"}
    load(draw(tmp_path / "远区.geojson", 112.6, 112.7), kind)
    assert zones.isdisjoint(rules(screened(tmp_path)))
    load(draw(tmp_path / "近区.geojson", 112.505, 112.6), kind, "--valid-from", "2024-01-01")
    found = screened(tmp_path)
    assert zones & rules(found) == {rule}
    ((how, message),) = said(found, rule)
    assert how == severity
    assert word in message
    assert "近区" in message
    assert "（占 50.00%）" in message
    assert zones.isdisjoint(rules(screened(tmp_path, day="2023-12-31")))
    theme = next(theme for theme in found["themes"] if theme["kind"] == "planning_zone")
    assert [source["name"] for source in theme["sources"]] == ["database:planning_zone"]


def test_stone_outside_the_concentrated_areas_of_the_database_is_found(stocked: str, tmp_path: Path) -> None:
    load(draw(tmp_path / "集中区.geojson", 112.6, 112.7), "concentrated_mining_area")
    assert [how for how, _ in said(screened(tmp_path, "建筑用砂"), "SCR603")] == ["warning"]
    assert said(screened(tmp_path, "铁矿"), "SCR603") == []
    load(draw(tmp_path / "集中区2.geojson", 112.49, 112.52), "concentrated_mining_area")
    assert said(screened(tmp_path, "建筑用砂"), "SCR603") == []


def carry_out(location: str, block: str, status: FeatureStatus) -> None:
    """A right without a shape of its own that carries out a block."""
    with closing(for_writing(location)) as store:
        plan = store.plans()[0].id
        right = Feature(f"right of {block}", FeatureKind.MINING_RIGHT, "在册矿", "C1", status, shape=Shape())
        with store.writing(sign("load", plan, "试验")) as work:
            work.features.add(plan, [replace(right, implements=block)], date(2021, 1, 1))


def block_id(location: str) -> str:
    with closing(for_writing(location)) as store, store.reading() as work:
        return next(v.feature.id for v in work.features.find(FeatureQuery()) if v.feature.name == "空区块")


def test_a_right_across_two_blocks_of_the_database_is_found(stocked: str, tmp_path: Path) -> None:
    load(draw(tmp_path / "西块.geojson", 112.49, 112.505), "mining_block")
    assert said(screened(tmp_path), "SCR203") == []
    load(draw(tmp_path / "东块.geojson", 112.505, 112.52), "mining_block")
    ((severity, message),) = said(screened(tmp_path), "SCR203")
    assert severity == "warning"
    assert "跨 2 个规划区块" in message
    assert "西块" in message
    assert "东块" in message


@pytest.mark.parametrize(("status", "taken"), [(FeatureStatus.EXISTING, True), (FeatureStatus.PENDING, False)])
def test_a_block_of_the_database_is_taken_by_the_right_that_carries_it_out(
    stocked: str, tmp_path: Path, status: FeatureStatus, taken: bool
) -> None:
    load(draw(tmp_path / "空区块.geojson", 112.49, 112.52), "mining_block")
    assert said(screened(tmp_path), "SCR203") == []
    carry_out(stocked, block_id(stocked), status)
    messages = [message for _, message in said(screened(tmp_path), "SCR203")]
    assert ["该规划区块已设矿业权" in message for message in messages] == [True] * taken
    assert said(screened(tmp_path, action="延续"), "SCR203") == []


def test_a_block_that_its_source_calls_taken_is_taken(stocked: str, tmp_path: Path) -> None:
    load(draw(tmp_path / "设权块.geojson", 112.49, 112.52, 状态="已设"), "mining_block")
    ((_, message),) = said(screened(tmp_path), "SCR203")
    assert "该规划区块已设矿业权（设权块）" in message
