"""Features of a collection and one by its id: requirements of Part 1, Core and GeoJSON."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import shapely

from functional.ogc_conformance.conftest import DRAWN, UNDRAWN, Api, outline

requirement = pytest.mark.requirement
BARE = {f"未绘{number}" for number in range(UNDRAWN)}
TYPES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}


def _check_feature(feature: dict[str, Any]) -> None:
    """A feature as RFC 7946 wants it."""
    assert feature["type"] == "Feature"
    assert isinstance(feature["id"], str)
    assert isinstance(feature["properties"], dict)
    if feature["geometry"] is not None:
        assert feature["geometry"]["type"] in TYPES
        shape = shapely.geometry.shape(feature["geometry"])
        assert shapely.is_valid(shape)
        for polygon in shapely.get_parts(shape):
            assert polygon.geom_type != "Polygon" or polygon.exterior.is_ccw


def _pages(api: Api, limit: int) -> list[dict[str, Any]]:
    pages = [api.items(limit=str(limit))]
    while following := [link["href"] for link in pages[-1]["links"] if link["rel"] == "next"]:
        pages.append(api.read(following[0]))
    return pages


@requirement("/req/core/fc-op", "/req/core/fc-response")
def test_every_collection_answers_with_its_features(api: Api) -> None:
    for collection in api.collections:
        found = api.read(f"/collections/{collection['id']}/items")
        assert found["type"] == "FeatureCollection"
        assert isinstance(found["features"], list)
    assert len(api.items()["features"]) == DRAWN + UNDRAWN


@requirement("/req/core/crs84")
def test_shapes_come_with_the_longitude_first_unless_asked_otherwise(api: Api) -> None:
    found = {one["properties"]["name"]: one["geometry"] for one in api.items()["features"] if one["geometry"]}
    for number in range(DRAWN):
        assert shapely.geometry.shape(found[f"区{number}"]).equals(outline(number))


@requirement("/req/core/fc-limit-definition", "/req/core/fc-bbox-definition", "/req/core/fc-time-definition")
@pytest.mark.parametrize(("name", "kind"), [("limit", "integer"), ("bbox", "array"), ("datetime", "string")])
def test_limit_bbox_and_datetime_are_defined_as_the_standard_has_them(api: Api, name: str, kind: str) -> None:
    defined = api.parameter(name)
    schema = defined.pop("schema")
    assert defined == {"name": name, "in": "query", "required": False, "style": "form", "explode": False}
    assert schema["type"] == kind
    if name == "bbox":
        assert schema["items"] == {"type": "number"}
        assert schema["oneOf"] == [{"minItems": size, "maxItems": size} for size in (4, 6)]
    if name == "limit":
        assert 1 <= schema["minimum"] <= schema["default"] <= schema["maximum"]


@requirement("/req/core/fc-limit-response-1")
@pytest.mark.parametrize("limit", [1, 5, 100, 10_000_000])
def test_a_page_holds_no_more_than_its_limit(api: Api, limit: int) -> None:
    assert len(api.items(limit=str(limit))["features"]) == min(limit, DRAWN + UNDRAWN)


@requirement("/req/core/fc-bbox-response")
@pytest.mark.parametrize(
    ("bbox", "numbers"),
    [
        ("112.31,38.01,112.42,38.02", {3, 4}),
        ("112.35,38.05,112.4,38.06", {3, 4}),  # touching is meeting
        ("112.26,38.01,112.29,38.02", set()),
        ("112.31,38.01,-5,112.42,38.02,100", {3, 4}),
        ("112.3,38.055,112.35,38.07", {3}),  # the second part of a shape
        ("170,38,112.12,39", {0, 1}),  # across 180°
        ("-180,-90,180,90", set(range(DRAWN))),
        ("-180,85,180,90", set()),
        ("-1.5,50,1.5,53", set()),
    ],
)
def test_a_box_takes_the_shapes_it_meets_and_whatever_has_no_shape(api: Api, bbox: str, numbers: set[int]) -> None:
    assert api.names(bbox=bbox) == {f"区{number}" for number in numbers} | BARE


@requirement("/req/core/fc-time-response")
@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("2023-06-01", True),
        ("2023-06-01T12:00:00Z", True),
        ("2023-06-01t12:00:00.5z", True),
        ("2024-06-01T00:00:00+08:00", False),
        ("2023-12-31/2024-12-31", True),
        ("2024-01-01/2024-12-31", False),
        ("2020-01-01T00:00:00Z/2022-03-05T00:00:00Z", True),
        ("../2023-01-01", True),
        ("/2023-01-01", True),
        ("2023-12-31/..", True),
        ("2024-01-01/", False),
    ],
)
def test_datetime_takes_what_is_in_force_then(api: Api, when: str, there: bool) -> None:
    assert ("已撤销" in api.names(datetime=when)) is there
    assert "区1" in api.names(datetime=when)


@requirement("/req/core/fc-time-response")
def test_before_the_first_day_there_is_nothing(api: Api) -> None:
    assert api.names(datetime="../2022-02-27") == set()


@requirement("/req/core/fc-links", "/req/core/fc-rel-type")
def test_a_page_links_to_itself_and_every_link_says_what_it_leads_to(api: Api) -> None:
    for page in _pages(api, 5):
        (own,) = [link["href"] for link in page["links"] if link["rel"] == "self"]
        assert api.read(own)["features"] == page["features"]
        assert all(link["rel"] and link["type"] for link in page["links"])


@requirement("/req/core/fc-timeStamp")
def test_the_time_stamp_is_the_moment_of_the_answer(api: Api) -> None:
    stamp = datetime.fromisoformat(api.items()["timeStamp"])
    assert abs(datetime.now(UTC) - stamp) < timedelta(minutes=1)


@requirement("/req/core/fc-numberMatched", "/req/core/fc-numberReturned")
@pytest.mark.parametrize("limit", [1, 5, 16, 17])
def test_the_numbers_are_those_of_the_page_and_of_all_pages(api: Api, limit: int) -> None:
    pages = _pages(api, limit)
    assert [page["numberReturned"] for page in pages] == [len(page["features"]) for page in pages]
    assert {page["numberMatched"] for page in pages} == {sum(page["numberReturned"] for page in pages)}
    assert len({feature["id"] for page in pages for feature in page["features"]}) == DRAWN + UNDRAWN


@requirement("/req/core/f-op", "/req/core/f-success")
def test_every_feature_is_found_by_its_id(api: Api) -> None:
    for feature in api.items()["features"]:
        found = api.read(f"/collections/{api.zones}/items/{feature['id']}")
        assert {name: found[name] for name in feature} == feature


@requirement("/req/core/f-links", "/req/core/fc-rel-type")
def test_a_feature_links_to_itself_and_to_its_collection(api: Api) -> None:
    for feature in api.items()["features"]:
        links = api.read(f"/collections/{api.zones}/items/{feature['id']}")["links"]
        href = {link["rel"]: link["href"] for link in links}
        assert api.read(href["self"])["id"] == feature["id"]
        assert api.read(href["collection"])["id"] == api.zones
        assert all(link["type"] for link in links)


@requirement("/req/geojson/definition")
def test_features_are_geojson_by_the_description_and_by_their_type(api: Api) -> None:
    for path, operations in api.description["paths"].items():
        if "/items" in path:
            assert set(operations["get"]["responses"]["200"]["content"]) == {"application/geo+json"}
    (feature,) = api.items(limit="1")["features"]
    for path in ("", f"/{feature['id']}"):
        answer = api.get(f"/collections/{api.zones}/items{path}")
        assert answer.headers["content-type"] == "application/geo+json"


@requirement("/req/geojson/content")
def test_every_feature_of_every_collection_is_as_rfc_7946_wants_it(api: Api) -> None:
    for collection in api.collections:
        for feature in api.read(f"/collections/{collection['id']}/items")["features"]:
            _check_feature(feature)
            _check_feature(api.read(f"/collections/{collection['id']}/items/{feature['id']}"))


def test_what_is_drawn_comes_first_since_programs_guess_the_sort_of_a_layer_by_it(api: Api) -> None:
    for params in ({}, {"datetime": "2023-01-01/.."}, {"bbox": "112,38,113,39"}):
        drawn = [feature["geometry"] is not None for feature in api.items(**params)["features"]]
        assert drawn == sorted(drawn, reverse=True)
        assert drawn[0] is True
