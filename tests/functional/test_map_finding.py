"""What lies at a point, what is found by words, on which days a plan changed, and how much a view shows."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import shapely
from starlette.testclient import TestClient

from kuanggui.app.atlas.days import change_days, differences
from kuanggui.app.atlas.ground import Ground, Grounds
from kuanggui.app.atlas.statistics import count_view
from kuanggui.app.example import example_city
from kuanggui.app.features import LoadOptions, load_features
from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer
from kuanggui.app.plans import list_plans
from kuanggui.app.stock import stock_at
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.feature import FeatureKind, FeatureVersion, GeometryMark, Shape
from kuanggui.model.user import Role, User
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EVERYWHERE = {"west": 110, "south": 36, "east": 115, "north": 42}
BEGUN, LATER = date(2021, 1, 1), date(2024, 6, 1)
PASSWORD = "correct horse battery"


def fill(database: str) -> str:
    """The example plan with blocks from the beginning and rights from later on, and some layers; gives its id."""
    import_file(EXAMPLES / "示例市矿产资源总体规划.txt", database)
    _, layers = example_city()
    for path in layers:
        if path.stem in {"mining_block", "mining_right"}:
            day = BEGUN if path.stem == "mining_block" else LATER
            load_features(path, database, LoadOptions(FeatureKind(path.stem), valid_from=day))
    return list_plans(database)[0].id


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, str]:
    folder = tmp_path_factory.mktemp("site")
    database = str(folder / "plans.db")
    plan = fill(database)
    _, layers = example_city()
    for path in layers:
        if path.stem in {"ecological_redline", "permanent_basic_farmland", "scenic_area"}:
            label = LayerLabel(path.stem, path.stem, "2025-12-31", "示例局")
            add_layer(path, stock_at(database), label, repair=False, given=SourceOptions(), progress=lambda a, b: None)
    app = create_app(Settings(db=database, site=folder / "site"))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False), plan


def ask(site: tuple[TestClient, str], path: str, **query: Any) -> Any:
    client, plan = site
    answer = client.get(f"/api/map/{path.replace('PLAN', f'plans/{plan}')}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_point_tells_of_all_that_lies_there_the_smallest_first(site: tuple[TestClient, str]) -> None:
    said = ask(site, "PLAN/identify", lon=112.8435, lat=38.0845, reach_m=900)
    assert {"东山区石门西水泥用灰岩"} <= {hit["name"] for hit in said["plan"]}
    areas = [hit["properties"]["area_m2"] for hit in said["plan"]]
    assert areas == sorted(areas)
    assert said["layers"] == []
    exact = ask(site, "PLAN/identify", lon=112.8435, lat=38.0845)
    assert [hit["name"] for hit in exact["plan"]] == ["东山区石门西水泥用灰岩"]
    hit = exact["plan"][0]["properties"]
    assert hit["source"]["document"] == "mining_block.geojson"
    assert hit["geometry"] == "illustrative"


def test_a_point_in_a_layer_tells_owner_day_area_and_every_attribute(site: tuple[TestClient, str]) -> None:
    query = {"lon": 112.885, "lat": 38.0795}
    (hit,) = ask(site, "PLAN/identify", layers=["permanent_basic_farmland"], **query)["layers"]
    assert (hit["name"], hit["owner"], hit["as_of"]) == ("基本农田000", "示例局", "2025-12-31")
    assert hit["attributes"]["划定日期"] == "2017-06-30"
    assert hit["area_m2"] == pytest.approx(130_700, rel=0.02)
    assert ask(site, "PLAN/identify", layers=["ecological_redline"], **query)["layers"] == []


def test_a_zone_of_the_text_carries_the_place_of_each_of_its_figures(site: tuple[TestClient, str]) -> None:
    (zone, *_) = [
        hit for hit in ask(site, "search", words="东山水泥用灰岩") if hit["source"] == "plan" and hit["box"] is None
    ]
    hit = ask(site, "PLAN/feature", id=zone["id"])
    assert hit["geometry"] is None
    (area,) = hit["record"]["cells"]["area"]
    assert (area["text"], area["unit"]) == (hit["properties"]["stated_area_km2"], "平方千米")
    assert area["place"]["line"] > 0
    assert hit["properties"]["division_names"]


@pytest.mark.parametrize(
    ("words", "name", "why"),
    [
        ("铁帽山铁矿", "铁帽山铁矿", "name"),
        ("铁帽山", "铁帽山铁矿", "name"),
        ("C9901003", "铁帽山铁矿", "number"),
        ("东坡铁业", "铁帽山东铁矿", "holder"),
        ("云台", "云台风景区", "name"),
        ("东山区", "东山区", "name"),
        ("铁矿 东坡", "铁帽山东铁矿", "name"),
    ],
)  # fmt: skip
def test_the_best_of_what_is_found_stands_first(site: tuple[TestClient, str], words: str, name: str, why: str) -> None:
    first = ask(site, "search", words=words)[0]
    assert (first["name"], first["why"]) == (name, why)
    assert first["box"] is not None


def test_a_mineral_finds_all_its_features(site: tuple[TestClient, str]) -> None:
    found = [hit for hit in ask(site, "search", words="石墨", most=100) if hit["source"] == "plan"]
    assert "北川县青石梁东石墨" in {hit["name"] for hit in found}
    assert [hit["rank"] for hit in found] == sorted((hit["rank"] for hit in found), reverse=True)
    assert ask(site, "search", words="没有这个名称") == []


def test_rights_come_with_their_day_and_what_changed_is_listed(site: tuple[TestClient, str]) -> None:
    days = ask(site, "PLAN/days")
    assert [each["day"] for each in days] == ["2021-01-01", "2024-06-01"]
    assert days[1] == {"day": "2024-06-01", "begun": 6, "ended": 0}
    changed = ask(site, "PLAN/differences", old="2024-05-31", new="2024-06-01")
    assert len(changed) == 6
    assert {(each["kind"], each["how"]) for each in changed} == {("mining_right", "added")}
    assert ask(site, "PLAN/differences", old="2021-01-01", new="2024-05-31") == []


def test_the_map_is_told_how_many_there_are_and_asks_for_some_of_them(site: tuple[TestClient, str]) -> None:
    counted = ask(site, "PLAN/kinds", as_of=str(LATER))
    every = ask(site, "PLAN/features", as_of=str(LATER), shapes=False)["features"]
    words = [tuple(one["properties"][name] for name in ("kind", "status", "geometry")) for one in every]
    assert {(one["kind"], one["status"], one["mark"]): one["count"] for one in counted} == Counter(words)
    rights = [one["id"] for one in every if one["properties"]["kind"] == "mining_right"]
    page = {"as_of": str(LATER), "shapes": False, "kinds": ["mining_right"], "statuses": ["planned"]}
    first, rest = (ask(site, "PLAN/features", **page, **cut) for cut in ({"limit": 4}, {"offset": 4}))
    assert [one["id"] for one in first["features"] + rest["features"]] == rights
    assert len(first["features"]) == 4
    assert ask(site, "PLAN/features", **page | {"statuses": ["lapsed"]})["features"] == []
    assert {one["kind"] for one in ask(site, "PLAN/kinds", as_of=str(BEGUN))} & {"mining_right"} == set()


def _grown(version: FeatureVersion, day: date) -> FeatureVersion:
    feature = replace(version.feature, stated_area_km2=Decimal("9.9"))
    return replace(version, feature=feature, valid_from=day, version=2)


def test_a_changed_feature_says_how(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    grounds = Grounds(database)
    ground = grounds.on(fill(database), LATER)
    first, *rest = ground.versions
    changed = Ground(ground.plan, LATER, 0, (_grown(first, LATER), *rest[1:]))
    found = {each.id: each for each in differences(ground, changed)}
    assert found[first.feature.id].how == "changed"
    assert "9.9" in found[first.feature.id].lines[0]
    assert found[rest[0].feature.id].how == "removed"
    assert [each.day for each in change_days(changed)][-1] == LATER
    grounds.close()


def test_statistics_count_the_view_and_its_ground_once(site: tuple[TestClient, str]) -> None:
    whole = ask(site, "PLAN/statistics", **EVERYWHERE)
    groups = {(each["by"], each["key"]): each for each in whole["groups"]}
    assert whole["total"]["number"] == 13
    assert whole["undrawn"] > 0
    assert groups["kind", "mining_right"]["number"] == 6
    assert groups["kind", "mining_block"]["number"] == 7
    assert Decimal(groups["kind", "mining_block"]["stated_km2"]) == Decimal("6.0452")
    assert groups["kind", "mining_block"]["ground_km2"] == pytest.approx(groups["kind", "mining_block"]["drawn_km2"])
    small = ask(site, "PLAN/statistics", west=112.09, south=38.1, east=112.10, north=38.11)
    assert [each["name"] for each in small["groups"] if each["by"] == "mineral"] == ["铁矿"]
    only = ask(site, "PLAN/statistics", kinds=["mining_right"], **EVERYWHERE)
    assert only["total"]["number"] == 6
    assert only["undrawn"] == 0


def test_overlapping_features_cover_their_ground_once(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    grounds = Grounds(database)
    ground = grounds.on(fill(database), BEGUN)
    drawn = [each for each in ground.versions if each.feature.shape.wkb is not None]
    box = shapely.to_wkb(shapely.box(112, 38, 112.1, 38.1), byte_order=1)
    twice = [
        replace(each, area_m2=9e7, feature=replace(each.feature, shape=Shape(GeometryMark.OFFICIAL, box)))
        for each in drawn[:2]
    ]
    said = count_view(Ground(ground.plan, BEGUN, 0, tuple(twice)), (111, 37, 113, 39)).total
    assert said.number == 2
    assert said.drawn_km2 == 180
    assert said.ground_km2 == pytest.approx(97.3, abs=0.5)
    grounds.close()


def test_a_region_is_searched_and_shown_to_its_own_people_only(tmp_path: Path) -> None:
    database = str(tmp_path / "plans.db")
    plan = fill(database)
    add_user(database, User("admin", Role.ADMIN, "000000", ""), PASSWORD)
    admin = issue_token(database, "admin", PASSWORD, "test")
    client = TestClient(create_app(Settings(db=database, site=tmp_path / "site")), base_url="http://localhost")
    for path in ("search?words=铁", f"plans/{plan}/identify?lon=112&lat=38", f"plans/{plan}/days"):
        assert client.get(f"/api/map/{path}").status_code == 401
        assert client.get(f"/api/map/{path}", headers={"Authorization": f"Bearer {admin}"}).status_code == 200
