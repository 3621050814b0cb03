"""Layers about a region: who sees them on the map, what screening says where they stay shut, who reads what was kept."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kuanggui.app.authority import Credentials
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer, read_catalogue
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.stock import Stock, stock_at
from kuanggui.app.users import add_user, issue_token
from kuanggui.cli.main import app
from kuanggui.errors import InputError
from kuanggui.model.user import Role, User
from kuanggui.spatial.layer.record import FILE
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

Json = dict[str, Any]
PASSWORD = "correct horse"
# Two counties side by side: 990121 north of 38.3333°, 990122 south of it, both in 990100; 990200 is drawn nowhere.
NORTH, SOUTH, CITY, PROVINCE, SISTER, COUNTRY = "990121", "990122", "990100", "990000", "990200", "000000"
LINES = {"north": (112.30, 38.40, NORTH), "south": (112.30, 38.20, SOUTH)}
RULE = "SCR101"  # a new right in the red line


def square(west: float, south: float, size: float = 0.01) -> Json:
    east, north = round(west + size, 6), round(south + size, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def put(
    stock: Stock, folder: Path, name: str, place: tuple[float, float], region: str, *, public: bool = False
) -> None:
    """A red line of one square, with its name in every attribute."""
    source = folder / f"{name}.geojson"
    feature = {"type": "Feature", "properties": {"name": f"红线{name}"}, "geometry": square(*place)}
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    label = LayerLabel(name, "ecological_redline", "2025-12-31", f"{name}局", public, region)
    add_layer(source, stock, label, repair=False, given=SourceOptions(), progress=lambda a, b: None)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of tests need not withstand anything."""
    monkeypatch.setattr("kuanggui.app.passwords.HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def stock(database: str, tmp_path: Path) -> Stock:
    made = stock_at(database, tmp_path / "layers")
    for name, (west, south, region) in LINES.items():
        put(made, tmp_path, name, (west, south), region)
    return made


Login = Callable[[str], TestClient]


@pytest.fixture
def log_in(database: str, stock: Stock, tmp_path: Path) -> Login:
    """A client for a user of each region; the plan of the city is in force, so that its counties screen against it."""
    plan = import_file(example_file(PLAN), database).plan.id
    publish_plan(database, plan, date(2026, 1, 1), "公告")
    settings = Settings(db=database, layers=stock.layers, files=tmp_path / "files", site=tmp_path / "site")
    site, by, tokens = create_app(settings), Credentials(), {}
    for adcode in (COUNTRY, PROVINCE, CITY, NORTH, SOUTH, SISTER):
        add_user(database, User(adcode, Role.ADMIN, adcode, ""), PASSWORD, by)
        tokens[adcode] = issue_token(database, adcode, PASSWORD, "test")
        by = Credentials(tokens[COUNTRY])

    def enter(adcode: str) -> TestClient:
        shown = {"authorization": f"Bearer {tokens[adcode]}"}
        return TestClient(site, base_url="http://localhost", headers=shown, raise_server_exceptions=False)

    return enter


def order(west: float, south: float) -> Json:
    given = {"name": "甲矿", "purpose": "mining", "action": "new", "minerals": ["铁矿"]}
    return given | {"geometry": square(west, south), "as_of": "2026-07-01"}


def screened(client: TestClient, west: float, south: float) -> tuple[str, list[str], str]:
    """The status of the red line, findings of its rule, and why the rule is open."""
    answer = client.post("/api/screenings", json=order(west, south))
    assert answer.status_code == 200, answer.text
    said = answer.json()
    (theme,) = [each for each in said["themes"] if each["kind"] == "ecological_redline"]
    found = [each["message"] for each in said["findings"] if each["rule"] == RULE]
    return theme["status"], found, next((each["reason"] for each in said["open"] if each["code"] == RULE), "")


def test_a_layer_is_seen_from_its_region_from_above_and_from_below(log_in: Login) -> None:
    plan = log_in(CITY).get("/api/plans").json()[0]["id"]
    seen: dict[str, set[str]] = {}
    for adcode in (COUNTRY, PROVINCE, CITY, NORTH, SOUTH, SISTER):
        client = log_in(adcode)
        listed = {layer["name"] for layer in client.get("/api/map/layers").json()}
        tile = "/api/map/layers/{}/tiles/3857/8/207/97"
        tiles = {name for name in LINES if client.get(tile.format(name)).status_code == 200}
        found = {hit["layer"] for hit in client.get("/api/map/search", params={"words": "红线"}).json()}
        known = set[str]()
        for west, south, _ in LINES.values():
            query = {"lon": west + 0.005, "lat": south + 0.005, "layers": list(LINES)}
            answer = client.get(f"/api/map/plans/{plan}/identify", params=query)
            known |= {hit["layer"] for hit in answer.json()["layers"]} if answer.status_code == 200 else listed
        assert listed == tiles == found == known, adcode
        seen[adcode] = listed
    both = {"north", "south"}
    assert seen == {COUNTRY: both, PROVINCE: both, CITY: both, NORTH: {"north"}, SOUTH: {"south"}, SISTER: set()}


def test_screening_says_that_a_hidden_layer_took_no_part_and_never_what_is_in_it(log_in: Login) -> None:
    north, city = log_in(NORTH), log_in(CITY)
    status, found, reason = screened(city, 112.305, 38.205)
    assert (status, len(found), reason) == ("hit", 1, "")
    on_it = north.post("/api/screenings", json=order(112.305, 38.205))
    beside_it = screened(north, 112.50, 38.10)
    assert screened(north, 112.305, 38.205) == beside_it
    status, found, reason = beside_it
    assert (status, found) == ("withheld", [])
    assert "属其他辖区，未参与审查" in reason
    assert "south" not in on_it.text
    shapes = north.post("/api/screenings/shapes/ecological_redline", json=order(112.305, 38.205)).json()
    assert shapes["features"] == []
    for form in ("json", "geojson"):
        written = north.post(f"/api/screenings/report.{form}", json=order(112.305, 38.205))
        assert written.status_code == 200
        assert "红线south" not in written.text


def test_a_range_away_from_the_region_of_a_hidden_layer_is_screened_as_ever(log_in: Login) -> None:
    north = log_in(NORTH)
    assert screened(north, 112.60, 38.50) == ("clear", [], "")
    status, found, reason = screened(north, 112.305, 38.405)
    assert (status, len(found), reason) == ("hit", 1, "")


def test_what_a_seen_layer_shows_stays_found_where_another_is_hidden(
    stock: Stock, log_in: Login, tmp_path: Path
) -> None:
    put(stock, tmp_path, "border", (112.50, 38.33), NORTH)
    status, found, reason = screened(log_in(NORTH), 112.501, 38.329)
    assert (status, len(found)) == ("hit", 1)
    assert "属其他辖区" in reason
    assert screened(log_in(CITY), 112.501, 38.329)[2] == ""


def test_an_answer_that_tells_of_a_hidden_layer_is_kept_for_those_who_may_see_it(
    stock: Stock, log_in: Login, tmp_path: Path
) -> None:
    put(stock, tmp_path, "sister", (112.90, 38.50), SISTER)
    above, city = log_in(PROVINCE), log_in(CITY)
    kept = above.post("/api/screenings/kept", json=order(112.901, 38.501))
    assert kept.status_code == 201, kept.text
    path = f"/api/screenings/kept/{kept.json()['id']}"
    assert kept.json()["regions"] == [NORTH, SISTER]
    assert [above.get(path + rest).status_code for rest in ("", "/report.docx")] == [200, 200]
    assert [city.get(path + rest).status_code for rest in ("", "/report.docx")] == [403, 403]
    assert (len(above.get("/api/screenings/kept").json()), city.get("/api/screenings/kept").json()) == (1, [])
    own = city.post("/api/screenings/kept", json=order(112.305, 38.205)).json()
    assert [each["id"] for each in above.get("/api/screenings/kept").json()] == [own["id"], kept.json()["id"]]


def test_a_kept_answer_is_replayed_with_the_eyes_of_who_asked(
    stock: Stock, log_in: Login, tmp_path: Path, database: str
) -> None:
    saved = log_in(NORTH).post("/api/screenings/report.json", json=order(112.305, 38.205))
    path = tmp_path / "answer.json"
    path.write_bytes(saved.content)
    result = CliRunner().invoke(app, ["replay", str(path), "--db", database, "--layer-folder", str(stock.layers)])
    assert result.exit_code == 0, result.output


def test_a_public_layer_is_public_whatever_its_region(stock: Stock, log_in: Login, tmp_path: Path) -> None:
    put(stock, tmp_path, "open", (112.95, 38.60), SISTER, public=True)
    assert "open" in {layer["name"] for layer in log_in(NORTH).get("/api/map/layers").json()}
    assert screened(log_in(NORTH), 112.951, 38.601)[0] == "hit"


def test_catalogues_without_regions_are_read_as_before_and_may_be_given_one(
    stock: Stock, log_in: Login, tmp_path: Path
) -> None:
    put(stock, tmp_path, "old", (112.70, 38.60), "")
    record = stock.layers / "old" / FILE
    plain = json.loads(record.read_text(encoding="utf-8"))
    del plain["region"]
    record.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    sister = log_in(SISTER)
    assert [layer["name"] for layer in sister.get("/api/map/layers").json()] == ["old"]
    run = CliRunner()
    folder = ("--db", stock.database, "--layer-folder", str(stock.layers))
    listed = run.invoke(app, ["layer", "list", *folder]).output
    assert "辖区" not in next(line for line in listed.splitlines() if line.startswith("old"))
    assert f"辖区 {NORTH}" in next(line for line in listed.splitlines() if line.startswith("north"))
    assert run.invoke(app, ["layer", "region", "old", NORTH, *folder]).exit_code == 0
    assert sister.get("/api/map/layers").json() == []
    assert isinstance(run.invoke(app, ["layer", "region", "old", "大同", *folder]).exception, InputError)
    assert run.invoke(app, ["layer", "region", "old", *folder]).exit_code == 0
    assert {each.name: each.region for each in read_catalogue(stock)} == {"north": NORTH, "south": SOUTH, "old": ""}


def test_the_check_of_an_adjustment_looks_with_the_eyes_of_its_plans_region(
    database: str, stock: Stock, log_in: Login, tmp_path: Path
) -> None:
    put(stock, tmp_path, "sister", (112.90, 38.50), SISTER)
    chief = log_in(COUNTRY)
    plan = chief.get("/api/plans").json()[0]["id"]
    people = {}
    for name, role in (("拟定", Role.DRAFTER), ("审核", Role.REVIEWER)):
        region = CITY if role is Role.DRAFTER else COUNTRY
        order = {"name": name, "role": role.value, "adcode": region, "password": PASSWORD}
        assert chief.post("/api/users", json=order).status_code == 201
        people[name] = {"authorization": f"Bearer {issue_token(database, name, PASSWORD, 'test')}"}
    block = {"id": "CK77", "kind": "mining_block", "name": "新区块", "minerals": ["煤"], "adcodes": [NORTH]}
    shape = {"geojson": square(112.90, 38.50), "geometry": "official"}
    draft = {"type": "annual_batch", "title": "甲", "reason": "乙", "basis": "丙", "plan": plan}
    draft |= {"changes": [{"add": block | shape}]}
    drafted = chief.post("/api/adjustments", json=draft, headers=people["拟定"])
    assert drafted.status_code == 201, drafted.text
    path = f"/api/adjustments/{drafted.json()['entry']['id']}"
    assert chief.post(f"{path}/submit", json={"version": 1}, headers=people["拟定"]).status_code == 200
    checked = chief.post(f"{path}/check", json={"version": 2}, headers=people["审核"])
    assert checked.status_code == 200, checked.text
    said = [each for each in checked.json()["remarks"] if "红线" in each["message"]]
    assert [each["severity"] for each in said if "属其他辖区" in each["message"]] != []
    assert {each["severity"] for each in said} == {"not_evaluated"}
    assert "sister" not in checked.text
