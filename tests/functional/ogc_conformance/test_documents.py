"""Landing page, declaration of conformance, collections, and HTTP: requirements of Part 1, Core."""

import pytest
import shapely

from functional.ogc_conformance.conftest import Api

requirement = pytest.mark.requirement
# What a client puts for the path parameter of the description.
ITEM = "{featureId}"


def _paths(api: Api) -> list[str]:
    (feature,) = api.items(limit="1")["features"]
    return [
        path.replace(ITEM, feature["id"]) for path in api.description["paths"] if ITEM not in path or api.zones in path
    ]


@requirement("/req/core/root-op")
def test_the_landing_page_is_at_the_address_and_where_the_description_says(api: Api) -> None:
    assert api.read() == api.read("/")


@requirement("/req/core/root-success", "/req/core/fc-rel-type")
def test_the_landing_page_links_to_description_conformance_and_data(api: Api) -> None:
    links = api.read()["links"]
    assert {link["rel"] for link in links} >= {"self", "service-desc", "conformance", "data"}
    for link in links:
        answer = api.get(link["href"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, link["type"])


@requirement("/req/core/api-definition-op", "/req/core/api-definition-success")
def test_the_description_is_found_by_its_link_in_the_form_the_link_names(api: Api) -> None:
    (link,) = [link for link in api.read()["links"] if link["rel"] == "service-desc"]
    answer = api.get(link["href"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, link["type"])
    assert answer.json()["paths"]


@requirement("/req/core/conformance-op", "/req/core/conformance-success")
def test_the_classes_that_are_shown_here_are_declared_and_no_others(api: Api) -> None:
    part1, part2 = (f"http://www.opengis.net/spec/ogcapi-features-{part}/1.0/conf" for part in (1, 2))
    declared = api.read("/conformance")["conformsTo"]
    assert sorted(declared) == sorted([f"{part1}/core", f"{part1}/oas30", f"{part1}/geojson", f"{part2}/crs"])


@requirement("/req/core/http")
def test_every_resource_answers_head_as_get_without_the_body(api: Api) -> None:
    for path in _paths(api):
        answer, head = api.get(path), api.client.head(f"{api.root}{path}")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == answer.headers["content-type"]


@requirement("/req/core/http")
def test_other_methods_and_other_paths_are_refused_as_http_wants(api: Api) -> None:
    wrong = api.client.post(f"{api.root}/collections")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert api.get("/collections/none").status_code == 404
    assert api.get(f"/collections/{api.zones}/items/{api.plan}:none").status_code == 404


@requirement("/req/core/query-param-unknown")
def test_a_parameter_that_the_description_does_not_know_is_refused_everywhere(api: Api) -> None:
    for path in _paths(api):
        assert api.get(path, colour="red").status_code == 400, path


@requirement("/req/core/query-param-invalid")
@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=-1", "limit=1.5", "limit=x", "limit=", "offset=-1"),
        *("bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=1,9,3,4", "bbox=1,2,3,nan", "bbox=1_0,2,30,4", "bbox="),
        *("bbox=-181,2,3,4", "bbox=1,-91,3,4", "bbox=1,2,181,4", "bbox=1,2,3,91"),
        *("datetime=yesterday", "datetime=2024-13-01", "datetime=2024-W01-1", "datetime=20240101", "datetime="),
        *("datetime=2024-01-01T00:00:00", "datetime=2024-01-02/2024-01-01", "datetime=/", "datetime=../.."),
        *("datetime=2024-01-01/x", "datetime=2024-01-01/2024-01-02/2024-01-03", "f=html"),
    ],
)
def test_a_value_that_cannot_be_is_refused(api: Api, query: str) -> None:
    answer = api.get(f"/collections/{api.zones}/items?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


@requirement("/req/core/fc-md-op", "/req/core/fc-md-success", "/req/core/fc-md-items")
def test_the_list_holds_every_collection_that_the_description_names(api: Api) -> None:
    named = {path.split("/")[2] for path in api.description["paths"] if path.startswith("/collections/")}
    assert {collection["id"] for collection in api.collections} == named


@requirement("/req/core/fc-md-links", "/req/core/fc-rel-type")
def test_the_list_links_to_itself_in_its_only_form(api: Api) -> None:
    (link,) = api.read("/collections")["links"]
    assert (link["rel"], link["type"]) == ("self", "application/json")
    assert api.read(link["href"]) == api.read("/collections")


@requirement("/req/core/fc-md-items-links", "/req/core/fc-rel-type")
def test_each_collection_links_to_its_items(api: Api) -> None:
    for collection in api.collections:
        (link,) = [link for link in collection["links"] if link["rel"] == "items"]
        answer = api.get(link["href"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, link["type"])


@requirement("/req/core/fc-md-extent", "/req/core/fc-md-extent-multi")
def test_the_extent_is_one_box_around_all_shapes_of_any_day(api: Api) -> None:
    (collection,) = [each for each in api.collections if each["id"] == api.zones]
    (box,) = collection["extent"]["spatial"]["bbox"]
    everything = api.items(datetime="1900-01-01/..")["features"]
    assert "已撤销" in {feature["properties"]["name"] for feature in everything}
    for feature in everything:
        if feature["geometry"]:
            assert shapely.box(*box).covers(shapely.geometry.shape(feature["geometry"]))


@requirement("/req/core/sfc-md-op", "/req/core/sfc-md-success")
def test_a_collection_by_itself_says_what_the_list_says_of_it(api: Api) -> None:
    for collection in api.collections:
        assert api.read(f"/collections/{collection['id']}") == collection
