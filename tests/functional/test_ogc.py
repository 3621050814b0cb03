"""OGC API - Features on both stores: read page by page, and by programs that are not ours."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely
from starlette.testclient import TestClient

from kuanggui.app.actor import sign
from kuanggui.app.authority import Credentials
from kuanggui.app.import_ import import_file
from kuanggui.app.opening import for_writing
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureKind, FeatureStatus, GeometryMark, Shape
from kuanggui.model.user import Role, User
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings
from servers.web import running

PUBLIC, WHOLE = "/api/public/ogc", "/api/ogc"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4490"
DAY, TODAY = date(2022, 3, 1), date.today()
COUNT = 25


def _zone(number: int) -> Feature:
    west = 112 + number / 10
    shape = Shape(GeometryMark.OFFICIAL, shapely.to_wkb(shapely.box(west, 38, west + 0.05, 38.05), byte_order=1))
    return Feature(f"区/{number:02}", FeatureKind.KEY_MINING_AREA, f"重点开采区{number}", f"K{number}", shape=shape)


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database for all tests, of which only the last one writes."""
    if request.param == "sqlite":
        return str(tmp_path_factory.mktemp("ogc") / "plans.db")
    url: str = request.getfixturevalue("postgres").new_database()
    return url


@pytest.fixture(scope="module")
def plan(database: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    document = tmp_path_factory.mktemp("plan") / "plan.txt"
    document.write_text(
        "# 大同市矿产资源总体规划（2021-2025年）\n\n第一章 总则\n\n规划期为2021-2025年。采矿权数控制在12个以内。\n",
        encoding="utf-8",
    )
    known = import_file(document, database).plan.id
    with closing(for_writing(database)) as store:
        with store.writing(sign("load", known, "试验")) as work:
            work.features.add(known, [_zone(number) for number in range(COUNT)], DAY)
            right = replace(_zone(0), id="r", kind=FeatureKind.MINING_RIGHT, status=FeatureStatus.PENDING)
            work.features.add(known, [right], DAY)
            work.features.add(known, [replace(_zone(99), id="later", name="明天")], TODAY + timedelta(days=1))
        with store.writing(sign("retire", known, "试验")) as work:
            work.features.apply(known, [Change(ChangeKind.RETIRE, (("区/00", 1),))], date(2024, 1, 1), "调整")
    publish_plan(database, known, DAY, "批复")
    return known


@pytest.fixture(scope="module")
def client(database: str, plan: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("server")
    settings = Settings(db=database, files=folder, site=folder / "site")
    with TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


def _items(client: TestClient, **params: str) -> dict[str, Any]:
    answer = client.get(f"{PUBLIC}/collections/zones/items", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    found: dict[str, Any] = answer.json()
    return found


def _names(found: dict[str, Any]) -> list[str]:
    return [feature["properties"]["name"] for feature in found["features"]]


def test_the_landing_page_leads_to_everything(client: TestClient) -> None:
    for root in (PUBLIC, WHOLE):
        links = {link["rel"]: link["href"] for link in client.get(root).json()["links"]}
        assert set(links) == {"self", "service-desc", "conformance", "data"}
        assert len(client.get(links["conformance"]).json()["conformsTo"]) == 4
        described = client.get(links["service-desc"])
        assert described.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
        paths = described.json()["paths"]
        for collection in client.get(links["data"]).json()["collections"]:
            assert f"/collections/{collection['id']}/items" in paths
            for link in collection["links"]:
                assert client.get(link["href"]).status_code == 200
            assert collection["storageCrs"] in collection["crs"]


def test_pages_follow_each_other_without_gap_or_repetition(client: TestClient) -> None:
    found = _items(client, limit="7")
    assert (found["numberMatched"], found["numberReturned"]) == (COUNT - 1, 7)
    seen = _names(found)
    while following := [link["href"] for link in found["links"] if link["rel"] == "next"]:
        found = client.get(following[0]).json()
        seen += _names(found)
    assert seen == [f"重点开采区{number}" for number in range(1, COUNT)]


def test_a_feature_is_found_again_by_its_id(client: TestClient, plan: str) -> None:
    (feature,) = _items(client, limit="1")["features"]
    answer = client.get(f"{PUBLIC}/collections/zones/items/{feature['id']}").json()
    assert (answer["id"], answer["geometry"]) == (f"{plan}:区/01", feature["geometry"])
    (own,) = [link["href"] for link in answer["links"] if link["rel"] == "self"]
    assert client.get(own).json()["id"] == answer["id"]
    assert client.get(f"{PUBLIC}/collections/zones/items/{plan}:none").status_code == 404
    assert client.get(f"{PUBLIC}/collections/none/items").status_code == 404


def test_a_box_takes_what_it_touches_in_either_order_of_coordinates(client: TestClient) -> None:
    expected = ["重点开采区3", "重点开采区4"]
    assert _names(_items(client, bbox="112.31,38.01,112.42,38.02")) == expected
    assert _names(_items(client, bbox="112.31,38.01,0,112.42,38.02,100")) == expected
    assert _names(_items(client, bbox="38.01,112.31,38.02,112.42", **{"bbox-crs": LATITUDE_FIRST})) == expected
    assert _names(_items(client, bbox="112.26,38.01,112.29,38.02")) == []
    assert _names(_items(client, bbox="170,38,112.12,39"))[:2] == ["重点开采区1"]


def test_coordinates_come_in_the_order_of_the_reference_system(client: TestClient) -> None:
    answer = client.get(f"{PUBLIC}/collections/zones/items", params={"crs": LATITUDE_FIRST, "limit": "1"})
    assert answer.headers["content-crs"] == f"<{LATITUDE_FIRST}>"
    latitude, longitude = answer.json()["features"][0]["geometry"]["coordinates"][0][0]
    assert (37 < latitude < 39, 112 < longitude < 115) == (True, True)


def test_a_day_shows_what_was_in_force_then_and_no_stranger_sees_the_days_to_come(client: TestClient) -> None:
    assert "重点开采区0" in _names(_items(client, datetime="2023-06-01"))
    assert "重点开采区0" not in _names(_items(client, datetime="2024-06-01T12:00:00Z"))
    assert "重点开采区0" in _names(_items(client, datetime="2023-06-01/2025-01-01"))
    assert _names(_items(client, datetime="../2021-12-31")) == []
    tomorrow = (TODAY + timedelta(days=2)).isoformat()
    assert "明天" not in json.dumps(_items(client, datetime=f"../{tomorrow}"), ensure_ascii=False)
    whole = client.get(f"{WHOLE}/collections/key_mining_area/items", params={"datetime": tomorrow}).json()
    assert "明天" in _names(whole)


def test_features_are_filtered_by_the_properties_they_show(client: TestClient) -> None:
    assert _names(_items(client, name="重点开采区5")) == ["重点开采区5"]
    assert _names(_items(client, number="K7", kind="key_mining_area")) == ["重点开采区7"]
    assert _names(_items(client, kind="mining_block")) == []
    assert client.get(f"{PUBLIC}/collections/zones/items", params={"status": "planned"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=x", "offset=-1", "bbox=1,2,3", "bbox=1,9,3,4", "bbox=a,b,c,d", "crs=EPSG:4490", "colour=red",
     "datetime=yesterday", "datetime=2024-01-02/2024-01-01", "f=html", "bbox-crs=x", "datetime=/"],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"{PUBLIC}/collections/zones/items?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_more_than_the_largest_page_gives_the_largest_page(client: TestClient) -> None:
    assert _items(client, limit="1000000")["numberReturned"] == COUNT - 1


@pytest.mark.enable_socket
def test_gdal_reads_the_layers_from_a_running_server(database: str, plan: str, tmp_path: Path) -> None:
    program = shutil.which("ogr2ogr")
    if program is None:
        pytest.fail("ogr2ogr is missing") if os.environ.get("CI") else pytest.skip("ogr2ogr is missing (gdal-bin)")
    command = ["serve", "--db", database, "--port", "0"]
    with running(command, tmp_path / "log", KUANGGUI_FILES=str(tmp_path / "files")) as client:
        address = f"OAPIF:{client.base_url}".rstrip("/") + PUBLIC

        def read(*more: str) -> list[dict[str, Any]]:
            target = tmp_path / "read.geojson"
            target.unlink(missing_ok=True)
            options = ["-f", "GeoJSON", str(target), address, "zones", "-oo", "PAGE_SIZE=10", *more]
            done = subprocess.run([program, *options], capture_output=True, text=True, check=False, timeout=120)
            assert done.returncode == 0, done.stderr
            features: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["features"]
            return features

        everything = read()
        assert {one["properties"]["name"] for one in everything} == {f"重点开采区{n}" for n in range(1, COUNT)}
        west, south, east, north = shapely.geometry.shape(everything[0]["geometry"]).bounds
        assert (112 < west < east < 115, 37 < south < north < 39) == (True, True)
        assert len(read("-spat", "112.31", "38.01", "112.42", "38.02")) == 2
        assert len(read("-where", "number = 'K7'")) == 1


def test_the_whole_register_is_for_those_who_may_read_and_ends_at_their_region(
    client: TestClient, database: str
) -> None:
    path = f"{WHOLE}/collections/mining_right/items"
    assert client.get(path).json()["numberMatched"] == 1
    assert "mining_right" not in client.get(f"{PUBLIC}/collections").text
    tokens = dict[str, str]()
    for name, role, adcode in (
        ("root", Role.ADMIN, "000000"),
        ("home", Role.VIEWER, "140200"),
        ("away", Role.VIEWER, "330000"),
    ):
        add_user(database, User(name, role, adcode, ""), "long-enough", Credentials(tokens.get("root")))
        tokens[name] = issue_token(database, name, "long-enough", "试验")

    def matched(name: str) -> int:
        answer = client.get(path, headers={"Authorization": f"Bearer {tokens[name]}"})
        return int(answer.json()["numberMatched"])

    assert client.get(path).status_code == 401
    assert (matched("home"), matched("away")) == (1, 0)
    assert _items(client)["numberMatched"] == COUNT - 1
