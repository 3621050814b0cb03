"""What is public, on both stores: only what was published, and of it only what the projection names."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx2
import pytest
import shapely
import yaml
from starlette.testclient import TestClient

from kuanggui.app.actor import sign
from kuanggui.app.authority import Credentials
from kuanggui.app.database import verify
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.public.editions import publish_plan, withdraw_plan
from kuanggui.app.public.projection import PACKAGE
from kuanggui.app.users import add_user, issue_token
from kuanggui.errors import ForbiddenError, InputError
from kuanggui.model.feature import Feature, FeatureKind, FeatureStatus, GeometryMark, Shape, SourceRow
from kuanggui.model.user import Role, User
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings
from servers.postgres import Cluster

SECRET = "绝密"
DAY, TODAY = date(2022, 3, 1), date.today()
HOME = "http://localhost"


def _square(west: float, south: float, side: float = 0.01) -> Shape:
    return Shape(
        GeometryMark.OFFICIAL, shapely.to_wkb(shapely.box(west, south, west + side, south + side), byte_order=1)
    )


def _block(key: str, name: str, kind: FeatureKind = FeatureKind.MINING_BLOCK, **more: object) -> Feature:
    feature = Feature(key, kind, name, minerals=("iron",), shape=_square(112.1234567, 38.1))
    return replace(feature, **more)


PLANTED = (
    _block("b1", "铁帽山"),
    _block("b2", "已被占用的区块"),
    _block("b3", "已投放的区块", attributes=(("状态", "已投放"),)),
    _block(
        "b4",
        "投放在先",
        attributes=(("投放年度", "2023"), ("内部意见", SECRET)),
        source=SourceRow(f"{SECRET}.xlsx", "0" * 64, 1),
    ),
    _block("r1", "采矿权甲", FeatureKind.MINING_RIGHT, status=FeatureStatus.EXISTING, implements="b2"),
    _block("d1", f"{SECRET}矿产地", FeatureKind.DEPOSIT),
    _block("s1", f"{SECRET}储备区", FeatureKind.STRATEGIC_RESERVE_AREA),
    _block("p1", f"{SECRET}申请", FeatureKind.MINING_RIGHT, status=FeatureStatus.PENDING),
)


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A database with the example, a draft beside it, and features with secrets; and the id of the example's plan."""
    folder = tmp_path_factory.mktemp("filled")
    is_file = request.param == "sqlite"
    database = str(folder / "plans.db") if is_file else request.getfixturevalue("postgres").new_database()
    known = import_file(example_file(PLAN), database).plan.id
    draft = folder / "草案.txt"
    draft.write_text(
        f"# {SECRET}县矿产资源总体规划\n\n第一章 总则\n\n规划期末，采矿权数控制在12个以内。\n", encoding="utf-8"
    )
    other = import_file(draft, database).plan.id
    with closing(for_writing(database)) as store, store.writing(sign("load", known, "试验")) as work:
        work.features.add(known, PLANTED, DAY)
        work.features.add(known, [_block("f1", f"{SECRET}明天")], TODAY + timedelta(days=1))
        work.features.add(other, [_block("b1", f"{SECRET}草案区块")], DAY)
    return database, known


@pytest.fixture
def database(request: pytest.FixtureRequest, filled: tuple[str, str], tmp_path: Path) -> Iterator[str]:
    """A copy of the filled database, on either engine."""
    if "://" not in filled[0]:
        yield shutil.copy(filled[0], tmp_path / "plans.db").as_posix()
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.new_database(cluster.name_of(filled[0]))
    yield url
    cluster.drop(url)


@pytest.fixture
def plan(filled: tuple[str, str]) -> str:
    return filled[1]


@pytest.fixture
def client(database: str, plan: str, tmp_path: Path) -> TestClient:
    settings = Settings(db=database, files=tmp_path / "files", site=tmp_path / "site", feedback_per_hour=3)
    return TestClient(create_app(settings), base_url=HOME, raise_server_exceptions=False)


def _public_paths(client: TestClient) -> list[str]:
    paths = client.get("/api/openapi.json").json()["paths"]
    return [path for path, methods in paths.items() if path.startswith("/api/public") and "get" in methods]


def _walk(client: TestClient, database: str) -> dict[str, httpx2.Response]:
    """Every public address, with every plan, part, layer and key there is, public or not."""
    overview = client.get("/api/public/overview").json()
    with closing(for_reading(database)) as store, store.reading() as work:
        plans = [entry.id for entry in work.plans()]
    keys = [f"{plan}:{feature.id}" for plan in plans for feature in (*PLANTED, _block("f1", ""))]
    values = {
        "plan": plans,
        "part": [*overview["parts"], "resources", "survey_projects", "provisions"],
        "layer": [layer["id"] for layer in overview["layers"]],
        "collection": [layer["id"] for layer in overview["layers"]],
        "adcode": ["990100"],
        "item": keys,
    }
    found: dict[str, httpx2.Response] = {}
    for path in _public_paths(client):
        asked = [path]
        for name, options in values.items():
            form = f"{{{name}}}"
            asked = [one.replace(form, option) for one in asked for option in (options if form in one else [""])]
        for address in asked:
            for query in ("", f"?as_of={TODAY + timedelta(days=400)}", "?datetime=../.."):
                found[f"{address}{query}"] = client.get(f"{address}{query}")
    return found


def test_nothing_is_public_before_it_is_published_nor_after_it_was_withdrawn(
    client: TestClient, database: str, plan: str
) -> None:
    assert client.get("/api/public/overview").json()["plans"] == []
    assert client.get(f"/api/public/plans/{plan}").status_code == 404
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    (shown,) = client.get("/api/public/overview").json()["plans"]
    assert (shown["id"], shown["published_on"], shown["basis"]) == (plan, "2022-03-01", "示政函〔2022〕3号")
    withdraw_plan(database, plan, "公示期满")
    assert client.get("/api/public/overview").json()["plans"] == []
    with closing(for_reading(database)) as store, store.reading() as work:
        told = [(entry.action, entry.subject, entry.why) for entry in work.trail()][-2:]
    assert told == [
        ("publish", plan, "公布 2022-03-01：示政函〔2022〕3号"),
        ("withdraw", plan, "撤回公布：公示期满"),
    ]
    assert verify(database).breaks == ()


def test_no_public_answer_holds_what_was_not_published(client: TestClient, database: str, plan: str) -> None:
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    client.post("/api/public/feedback", json={"plan": plan, "subject": SECRET, "text": SECRET, "contact": SECRET})
    answered = _walk(client, database)
    assert len([answer for answer in answered.values() if answer.status_code == 200]) > 40
    assert [address for address, answer in answered.items() if SECRET in answer.text] == []
    assert [address for address, answer in answered.items() if answer.status_code >= 500] == []
    assert [address for address, answer in answered.items() if "112.1234567" in answer.text] == []


def test_the_walk_would_find_a_field_that_the_projection_lets_through(database: str, plan: str, tmp_path: Path) -> None:
    content = yaml.safe_load((PACKAGE / "projection.yaml").read_text(encoding="utf-8"))
    content["layers"]["blocks_on_offer"]["attributes"].append("内部意见")
    (tmp_path / "open.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    settings = Settings(db=database, files=tmp_path, site=tmp_path / "s", public_projection=tmp_path / "open.yaml")
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    found = _walk(TestClient(create_app(settings), base_url=HOME), database)
    assert [address for address, answer in found.items() if SECRET in answer.text] != []


def test_blocks_on_offer_are_those_that_nobody_has_taken(client: TestClient, database: str, plan: str) -> None:
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    layer = client.get(f"/api/public/plans/{plan}/layers/blocks_on_offer").json()
    assert [feature["properties"]["name"] for feature in layer["features"]] == ["铁帽山", "投放在先"]
    assert layer["features"][1]["properties"]["投放年度"] == "2023"
    assert layer["features"][0]["geometry"]["coordinates"][0][0][0] in {112.12346, 112.13346}
    csv = client.get(f"/api/public/plans/{plan}/layers/blocks_on_offer/file.csv")
    assert csv.text.count("铁帽山") == 1
    for term in ("# 来源", "# 许可", f"# 截至,{TODAY}"):
        assert term in csv.text


def test_a_later_edition_is_not_public_until_it_is_published_too(client: TestClient, database: str, plan: str) -> None:
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    with closing(for_writing(database)) as store, store.writing(sign("test", plan, "试验")) as work:
        known = work.publications.get(plan)
        assert known is not None
        work.publications.put(replace(known, edition=known.edition + 1), known.version)
    assert client.get("/api/public/overview").json()["plans"] == []
    (standing, _) = sorted(client.get("/api/publishing/plans").json(), key=lambda one: one["entry"]["id"] != plan)
    assert (standing["public"], standing["outdated"]) == (False, True)


def test_a_plan_is_published_with_a_basis_and_not_before_its_day(database: str, plan: str) -> None:
    with pytest.raises(InputError, match="公布依据"):
        publish_plan(database, plan, DAY, " ")
    with pytest.raises(InputError, match="尚未到"):
        publish_plan(database, plan, TODAY + timedelta(days=1), "示政函")
    with pytest.raises(InputError, match="没有公布"):
        withdraw_plan(database, plan, "误")


def test_only_the_operator_of_the_region_publishes_and_answers(client: TestClient, database: str, plan: str) -> None:
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    opinion = {"plan": plan, "subject": "扬尘", "text": "运矿车辆扬尘大", "contact": "13900001111"}
    key = client.post("/api/public/feedback", json=opinion).json()["id"]
    people = {
        "root": (Role.ADMIN, "000000"),
        "op": (Role.OPERATOR, "990100"),
        "seen": (Role.VIEWER, "990100"),
        "away": (Role.OPERATOR, "140200"),
    }
    tokens = dict[str, str]()
    for name, (role, adcode) in people.items():
        by = Credentials(tokens.get("root"))
        add_user(database, User(name, role, adcode, ""), "long-enough", by)
        tokens[name] = issue_token(database, name, "long-enough", "试验")

    def shown(name: str) -> list[tuple[str, str]]:
        answer = client.get("/api/publishing/feedback", headers={"Authorization": f"Bearer {tokens[name]}"})
        return [(one["subject"], one["contact"]) for one in answer.json()]

    assert shown("op") == [("扬尘", "13900001111")]
    assert shown("seen") == [("扬尘", "")]
    assert shown("away") == []
    with pytest.raises(ForbiddenError):
        publish_plan(database, plan, DAY, "示政函", Credentials(tokens["seen"]))
    with pytest.raises(ForbiddenError):
        publish_plan(database, plan, DAY, "示政函", Credentials(tokens["away"]))
    headers = {"Authorization": f"Bearer {tokens['op']}"}
    path = f"/api/publishing/feedback/{key}"
    assert client.put(f"{path}/answer", json={"answer": "已要求洒水"}, headers=headers).json()["answered_by"] == "op"
    assert client.delete(f"{path}/contact", headers=headers).status_code == 204
    assert shown("op") == [("扬尘", "")]
    with closing(for_reading(database)) as store, store.reading() as work:
        told = [(entry.who, entry.action) for entry in work.trail() if entry.subject == key]
        everything = json.dumps([entry.why for entry in work.trail()], ensure_ascii=False)
    assert told == [("public", "feedback"), ("op", "answer"), ("op", "forget")]
    assert "13900001111" not in everything
    assert verify(database).breaks == ()


def test_opinions_are_limited_by_address_and_size_and_programs_are_not_kept(
    client: TestClient, database: str, plan: str
) -> None:
    publish_plan(database, plan, DAY, "示政函〔2022〕3号")
    opinion = {"plan": plan, "subject": "a", "text": "b"}
    path = "/api/public/feedback"
    assert client.post(path, json=opinion | {"text": "长" * 2001}).status_code == 422
    assert client.post(path, json=opinion | {"website": "http://spam"}).json() == {"id": ""}
    assert [client.post(path, json=opinion).status_code for _ in range(4)] == [201, 201, 201, 429]
    assert len(client.get("/api/publishing/feedback").json()) == 3
    assert client.post(path, json=opinion | {"plan": "none"}).status_code in {422, 429}
