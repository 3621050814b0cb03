"""An interface to try, at both addresses and on both stores: shapes of every kind, features without one, and some of other days."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import shapely
from httpx2 import Response
from starlette.testclient import TestClient

from kuanggui.app.actor import sign
from kuanggui.app.import_ import import_file
from kuanggui.app.opening import for_writing
from kuanggui.app.public.editions import publish_plan
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureKind, GeometryMark, Shape
from kuanggui.web.application import create_app
from kuanggui.web.settings import Settings

Json = dict[str, Any]
DAY, RETIRED, TODAY = date(2022, 3, 1), date(2024, 1, 1), date.today()
DRAWN, UNDRAWN = 12, 4
TEXT = "# 大同市矿产资源总体规划（2021-2025年）\n\n第一章 总则\n\n规划期为2021-2025年。采矿权数控制在12个以内。\n"


@dataclass(frozen=True)
class Api:
    """One address of the interface, as a client meets it."""

    client: TestClient
    root: str
    plan: str

    @property
    def zones(self) -> str:
        """The collection with features of every sort."""
        return "zones" if "public" in self.root else "key_mining_area"

    def get(self, path: str = "", **params: str) -> Response:
        """An answer; a path is one of the interface, or a whole address as links hold it."""
        address = path if path.startswith("http") else f"{self.root}{path}"
        return self.client.get(
            address, params={name.replace("_", "-"): value for name, value in params.items()} or None
        )

    def read(self, path: str = "", **params: str) -> Json:
        """The JSON of an answer that has to be one."""
        answer = self.get(path, **params)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def items(self, **params: str) -> Json:
        """A page of the collection with features of every sort."""
        return self.read(f"/collections/{self.zones}/items", **params)

    def names(self, **params: str) -> set[str]:
        """The names on such a page."""
        return {feature["properties"]["name"] for feature in self.items(**params)["features"]}

    @cached_property
    def collections(self) -> list[Json]:
        """Every collection as the list describes it."""
        found: list[Json] = self.read("/collections")["collections"]
        return found

    @cached_property
    def description(self) -> Json:
        """The OpenAPI document."""
        return self.read("/api")

    def parameter(self, name: str) -> Json:
        """A parameter of the items, as the document defines it."""
        operation = self.description["paths"][f"/collections/{self.zones}/items"]["get"]
        (found,) = [parameter for parameter in operation["parameters"] if parameter["name"] == name]
        return dict(found)


def outline(number: int) -> shapely.Geometry:
    """The shape of a zone; every third has two parts."""
    west, east = round(112 + number / 10, 2), round(112.05 + number / 10, 2)
    box = shapely.box(west, 38, east, 38.05)
    return shapely.MultiPolygon([box, shapely.box(west, 38.06, east, 38.08)]) if number % 3 == 0 else box


def _feature(key: str, kind: FeatureKind, shape: shapely.Geometry | None, name: str) -> Feature:
    drawn = Shape(GeometryMark.OFFICIAL, shapely.to_wkb(shape, byte_order=1)) if shape else Shape()
    return Feature(key, kind, name, key, shape=drawn)


def _features() -> list[Feature]:
    zone = FeatureKind.KEY_MINING_AREA
    return [
        *(_feature(f"a/{number}", zone, None, f"未绘{number}") for number in range(UNDRAWN)),
        *(_feature(f"b/{number:02}", zone, outline(number), f"区{number}") for number in range(DRAWN)),
        *(_feature(f"d{n}", FeatureKind.DEPOSIT, shapely.Point(112 + n / 10, 38.5), f"矿产地{n}") for n in range(3)),
    ]


def _fill(database: str, document: Path) -> str:
    document.write_text(TEXT, encoding="utf-8")
    known = import_file(document, database).plan.id
    retired = _feature("c/old", FeatureKind.KEY_MINING_AREA, shapely.box(110, 37, 110.1, 37.1), "已撤销")
    later = replace(retired, id="c/new", number="c/new", name="明天")
    with closing(for_writing(database)) as store:
        with store.writing(sign("load", known, "试验")) as work:
            work.features.add(known, [*_features(), retired], DAY)
            work.features.add(known, [later], TODAY + timedelta(days=1))
        with store.writing(sign("retire", known, "试验")) as work:
            work.features.apply(known, [Change(ChangeKind.RETIRE, (("c/old", 1),))], RETIRED, "调整")
    publish_plan(database, known, DAY, "批复")
    return known


@dataclass(frozen=True)
class Filled:
    """A server over a database, and the plan in it."""

    client: TestClient
    database: str
    plan: str


@pytest.fixture(scope="package", params=["sqlite", "postgis"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A server over a database on either store."""
    folder = tmp_path_factory.mktemp("conformance")
    sqlite = request.param == "sqlite"
    database = str(folder / "plans.db") if sqlite else request.getfixturevalue("postgres").new_database()
    plan = _fill(database, folder / "plan.txt")
    settings = Settings(db=database, files=folder / "files", site=folder / "site")
    with TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield Filled(client, database, plan)


@pytest.fixture(params=["/api/public/ogc", "/api/ogc"])
def api(request: pytest.FixtureRequest, filled: Filled) -> Api:
    """The interface at one of its addresses."""
    return Api(filled.client, str(request.param), filled.plan)
