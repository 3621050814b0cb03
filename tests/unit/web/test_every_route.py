"""Every route, those added later too, is closed to strangers and to users of another region unless it is named here.

A route that fails has to be taught: give its path parameter a value in `places`, its body in `orders`, or name it in PLACELESS and why.
"""

import json
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from kuanggui.app.actor import sign
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer
from kuanggui.app.opening import for_writing
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.public.feedback import Opinion, leave_feedback
from kuanggui.app.stock import stock_at
from kuanggui.model.feature import Feature, FeatureKind, FeatureStatus, GeometryMark, Shape
from kuanggui.model.user import Role
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.web.people import PUBLIC, PUBLIC_BELOW, is_public
from kuanggui.web.settings import Settings
from unit.web.conftest import LogIn

SISTER, BELOW = "990200", "990121"  # of the plan's region, 990100
PAGES = {"/{path:path}", "/assets"}  # files that are the same for everybody
# What shows and changes nothing of a plan, a layer or a user, and why.
PLACELESS = {
    "GET /api/metrics": "figures of the server, none of a plan",
    "GET /api/map/divisions/{adcode}": "outlines that are public",
    "GET /api/map/base": "the key of a base map",
    "POST /api/map/measure": "measures what it is given",
    "POST /api/map/corners": "reads what it is given",
    "GET /api/screenings/fields": "asks the rules, not the data",
    "GET /api/screenings/minerals": "the catalogue of minerals",
    "POST /api/screenings/readings": "reads what it is given",
    "PUT /api/me/password": "one's own",
    "GET /api/me/tokens": "one's own",
    "POST /api/me/tokens": "one's own",
    "GET /api/ogc": "says where everything is",
    "GET /api/ogc/": "the same",
    "GET /api/ogc/conformance": "says what the interface can do",
    "GET /api/ogc/api": "describes the interface",
    "POST /api/sheet": "writes what it is given",
    "POST /api/audits": "keeps a document for its owner",
}
# Lists that are cut to the region of the caller.
LISTS = {
    "GET /api/plans",
    "GET /api/map/search",
    "GET /api/map/layers",
    "GET /api/audits",
    "GET /api/adjustments",
    "GET /api/calendar",
    "GET /api/calendar.ics",
    "GET /api/screenings/kept",
    "GET /api/publishing/plans",
    "GET /api/publishing/feedback",
    "GET /api/users",
    "GET /api/records/trail",
    "GET /api/records/access",
    "GET /api/ogc/collections",
    "GET /api/ogc/collections/{collection}",
    "GET /api/ogc/collections/{collection}/items",
}
# What a user of a region below reads of a plan in force, and never writes.
READ_FROM_BELOW = {
    "GET /api/plans/{plan}",
    "GET /api/plans/{plan}/text",
    "GET /api/plans/{plan}/marks",
    "GET /api/plans/{plan}/parts/{part}",
    "GET /api/plans/{plan}/glance",
    "GET /api/plans/{plan}/targets",
    "GET /api/map/plans/{plan}/features",
    "GET /api/map/plans/{plan}/feature",
    "GET /api/map/plans/{plan}/identify",
    "GET /api/map/plans/{plan}/kinds",
    "GET /api/map/plans/{plan}/days",
    "GET /api/map/plans/{plan}/differences",
    "GET /api/map/plans/{plan}/statistics",
    "GET /api/map/plans/{plan}/tiles/{grid}/{zoom}/{column}/{row}",
    "GET /api/screenings/blocks",
    "GET /api/screenings/outline",
    "POST /api/screenings",
    "POST /api/screenings/report.{form}",
    "POST /api/screenings/shapes/{kind}",
    "POST /api/screenings/kept",  # an answer of his own
    "GET /api/map/layers/{name}/tiles/{grid}/{zoom}/{column}/{row}",  # a layer of the region above
    "GET /api/ogc/collections/{collection}/items/{item:path}",
}
# Lists in which he finds it.
LISTED_BELOW = {
    "GET /api/plans",
    "GET /api/map/search",
    "GET /api/ogc/collections/{collection}/items",
}
ANY_STATUS_BUT_THESE = {401, 403, 404, 405}
TITLE = "示例市"
LINE = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "XQ77红线"},
 "geometry": {"type": "Polygon", "coordinates": [[[112, 38], [112.1, 38], [112.1, 38.1], [112, 38]]]}}]}"""
BOX = {"west": 111.5, "south": 37.5, "east": 112.5, "north": 38.5}


@dataclass(frozen=True)
class Site:
    """A plan, and things of its people, in another region than that of `client`."""

    client: TestClient
    places: dict[str, str]
    orders: dict[str, dict[str, Any]]
    queries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ask(self, client: TestClient, method: str, path: str) -> Any:
        """What a client is answered on a route, with all that the route takes."""
        order, query = _order(path, self.orders), self.queries.get(path)
        return client.request(method, _filled(path, self.places), json=order, params=query)


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """On either store."""
    folders = {"files": tmp_path / "files", "layers": tmp_path / "layers", "site": tmp_path / "site"}
    return Settings(db=database, upload_megabytes=1, **folders)


@pytest.fixture
def site(client: TestClient, settings: Settings, log_in: LogIn) -> Site:
    plan = import_file(example_file(PLAN), settings.db).plan.id
    line = settings.files / "红线九九.geojson" if settings.files else Path()
    line.parent.mkdir(parents=True, exist_ok=True)
    line.write_text(LINE, encoding="utf-8")
    label = LayerLabel(line.stem, "ecological_redline", "2025-12-31", "示例局", region="990100")
    stock = stock_at(settings.db, settings.layers)
    add_layer(line, stock, label, repair=False, given=SourceOptions(), progress=lambda done, total: None)
    publish_plan(settings.db, plan, date(2026, 1, 1), "公告")
    with closing(for_writing(settings.db)) as store, store.writing(sign("load", plan, "试验")) as work:
        shape = Shape(GeometryMark.OFFICIAL, shapely.to_wkb(shapely.box(112.0, 38.0, 112.1, 38.1), byte_order=1))
        zone = Feature("XQ77", FeatureKind.KEY_MINING_AREA, "新设重点区", "XQ77", FeatureStatus.PLANNED, shape=shape)
        block = Feature("XK77", FeatureKind.MINING_BLOCK, "新设区块", "XK77", FeatureStatus.PLANNED, shape=shape)
        work.features.add(plan, [zone, block], date(2022, 1, 1))
    opinion = leave_feedback(settings.db, Opinion(plan, "题目", "正文"))
    chief = log_in("chief", Role.ADMIN, "000000")
    audit = chief.post("/api/audits", files={"document": ("a.txt", b"text")}).json()["id"]
    drawn = {
        "type": "annual_batch",
        "title": "甲",
        "reason": "乙",
        "basis": "丙",
        "plan": plan,
        "changes": [{"add": {"id": "x", "kind": "mining_block", "name": "新区块"}}],
    }
    drafted = log_in("drafter", Role.DRAFTER, "990100").post("/api/adjustments", json=drawn)
    assert drafted.status_code == 201, drafted.text
    places = {
        "plan": plan,
        "audit": audit,
        "part": "zones",
        "finding": "f",
        "form": "geojson",
        "adjustment": drafted.json()["entry"]["id"],
        "sha256": "0" * 64,
        "name": line.stem,
        "kind": "ecological_redline",
        "key": opinion,
        "grid": "3857",
        "zoom": "8",
        "column": "207",
        "row": "97",
        "collection": "key_mining_area",
        "item": f"{plan}:XQ77",
    }
    screening = {
        "name": "甲",
        "corners": "1,38°06′57″,112°05′30″\n2,38°06′57″,112°06′00″\n3,38°06′00″,112°06′00″",
        "purpose": "mining",
        "action": "new",
        "minerals": ["铁矿"],
        "plan": plan,
    }
    kept = chief.post("/api/screenings/kept", json=screening)
    assert kept.status_code == 201, kept.text
    token = chief.post("/api/me/tokens", json={"purpose": "QGIS"}).json()["token"]
    places |= {"user": "drafter", "token": token.split("_")[1]}
    places["answer"] = kept.json()["id"]
    answer = {"answer": "答复"}
    orders = {
        "/api/screenings": screening,
        "/api/adjustments": drawn,
        "/api/publishing/feedback": answer,
        "/api/users": {"name": "丁", "role": "viewer", "adcode": "990100", "password": "new horse 1"},
        "/api/users/{user}": {"active": False},
        "/api/users/{user}/password": {"password": "new horse 1"},
    }
    queries = {
        "/api/map/plans/{plan}/feature": {"id": "XQ77"},
        "/api/map/plans/{plan}/identify": {"lon": 112.05, "lat": 38.05},
        "/api/map/plans/{plan}/differences": {"old": "2021-06-01", "new": "2023-01-01"},
        "/api/map/plans/{plan}/statistics": BOX,
        "/api/map/search": {"words": "XQ77"},
        "/api/screenings/outline": {"block": "XK77", "plan": plan},
        "/api/screenings/blocks": {"plan": plan},
    }
    return Site(log_in("other", Role.ADMIN, SISTER), places, orders, queries)


def _all(client: TestClient) -> list[tuple[str, str]]:
    """Method and path of every route, `*` as the method of mounted applications."""
    found = []
    for route in iter_route_contexts(client.app.routes):  # type: ignore[attr-defined]
        found += [(method, str(route.path)) for method in sorted(route.methods or {"*"})]
    assert len(found) > 20
    return found


def _filled(path: str, places: dict[str, str]) -> str:
    try:
        return path.replace(":path}", "}").format(**places)
    except KeyError as error:
        pytest.fail(f"{path}: no value for {error} in `places` of this test")


def _order(path: str, orders: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The body for a path: that of the longest of its beginnings which has one."""
    fits = [beginning for beginning in orders if path.startswith(beginning)]
    return orders[max(fits, key=len)] if fits else None


def test_every_route_is_under_the_door(client: TestClient) -> None:
    outside = {path for _, path in _all(client) if not path.startswith("/api/")}
    assert outside <= PAGES, "the door (web/door.py) guards /api only"


def test_strangers_see_what_is_named_public_and_nothing_else(site: Site, client: TestClient) -> None:
    shown = []
    for method, path in _all(client):
        if path in PAGES or is_public(path):
            continue
        answer = client.request("GET" if method == "*" else method, path)
        if answer.status_code != 401:
            shown.append((method, path, answer.status_code))
    assert shown == []


def test_what_is_public_is_little() -> None:
    assert {
        "/api/health",
        "/api/login",
        "/api/logout",
        "/api/me",
        "/api/oidc/begin",
        "/api/oidc/end",
        "/api/openapi.json",
        "/api/words",
    } == PUBLIC, "whoever adds to it says so here too"
    assert PUBLIC_BELOW == ("/api/public/",)


def test_users_of_another_region_get_nothing_of_a_plan_by_any_route(site: Site) -> None:
    shown = []
    # Lists first: later the records hold what the asker himself has tried.
    for method, path in sorted(_all(site.client), key=lambda each: f"{each[0]} {each[1]}" not in LISTS):
        name = f"{method} {path}"
        if path in PAGES or is_public(path) or name in PLACELESS:
            continue
        answer = site.ask(site.client, method, path)
        if name in LISTS:
            assert answer.status_code == 200, f"{name}: who reads nothing is shown an empty list"
            words = {word for name, word in site.places.items() if name not in {"collection", "kind"}}
            leaks = [word for word in (*words, TITLE) if len(word) > 4 and word in answer.text]
            assert leaks == [], name
        elif answer.status_code not in {403, 404}:
            shown.append((name, answer.status_code, answer.text[:200]))
    assert shown == [], "admit the caller for the region of the plan (the Entry dependency, or admit() in app)"


def _of_the_plan(site: Site, client: TestClient) -> tuple[set[str], set[str]]:
    """Routes on which a user is answered about the plan, and lists in which he finds it."""
    answered, listed = set(), set()
    for method, path in sorted(_all(client), key=lambda each: each[0] != "GET"):  # writes last
        name = f"{method} {path}"
        if path in PAGES or is_public(path) or name in PLACELESS:
            continue
        answer = site.ask(client, method, path)
        if name in LISTS:
            assert answer.status_code in {200, 403}, name  # who may not, sees no list of users
            leaks = [word for word in (site.places["adjustment"], site.places["answer"]) if word in answer.text]
            assert leaks == [], name
            listed |= {name} if site.places["plan"] in answer.text else set()
        elif answer.status_code not in ANY_STATUS_BUT_THESE:
            answered.add(name)
    return answered, listed


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.REVIEWER, Role.APPROVER, Role.OPERATOR, Role.ADMIN])
def test_users_of_a_region_below_read_a_plan_in_force_and_do_nothing_else_to_it(
    site: Site, log_in: LogIn, role: Role
) -> None:
    assert _of_the_plan(site, log_in("below", role, BELOW)) == (READ_FROM_BELOW, LISTED_BELOW)


def test_they_read_nothing_of_a_plan_that_is_not_published(site: Site, log_in: LogIn) -> None:
    below = log_in("below", Role.ADMIN, BELOW)
    chief = log_in("chief", Role.ADMIN, "000000")
    taken_back = chief.post(f"/api/publishing/plans/{site.places['plan']}/withdrawal", json={"reason": "更正"})
    assert taken_back.status_code == 204, taken_back.text
    assert _of_the_plan(site, below) == ({name for name in READ_FROM_BELOW if "/layers/" in name}, set())
    assert "未公布" in below.get(f"/api/plans/{site.places['plan']}").json()["detail"]


def test_whatever_is_named_here_is_a_route(client: TestClient) -> None:
    known = {f"{method} {path}" for method, path in _all(client)}
    assert {*PLACELESS, *LISTS, *READ_FROM_BELOW} - known == set()
    assert set() == LISTED_BELOW - LISTS


def test_a_country_wide_user_does_see_the_plan(site: Site, log_in: LogIn) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    for path in (
        "/api/plans/{plan}",
        "/api/plans/{plan}/text",
        "/api/map/plans/{plan}/features",
        "/api/audits/{audit}",
    ):
        assert chief.get(_filled(path, site.places)).status_code == 200, path
    assert TITLE in json.dumps(chief.get("/api/plans").json(), ensure_ascii=False)
