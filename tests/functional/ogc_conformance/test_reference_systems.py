"""Coordinate reference systems by reference: requirements of Part 2."""

import pytest
import shapely

from functional.ogc_conformance.conftest import DRAWN, UNDRAWN, Api, outline

requirement = pytest.mark.requirement
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CGCS2000 = "http://www.opengis.net/def/crs/EPSG/0/4490"
EVERY = {f"未绘{number}" for number in range(UNDRAWN)} | {f"区{number}" for number in range(DRAWN)}


def _first(api: Api, **params: str) -> shapely.Geometry:
    (feature,) = api.items(name="区1", **params)["features"]
    return shapely.geometry.shape(feature["geometry"])


@requirement("/req/crs/crs-uri", "/req/crs/fc-md-crs-list-A", "/req/crs/fc-md-crs-list-B")
def test_each_collection_lists_its_systems_by_address_and_the_default_first(api: Api) -> None:
    for collection in api.collections:
        assert collection["crs"] == [CRS84, CGCS2000]


@requirement("/req/crs/fc-md-crs-list-global")
def test_whatever_the_list_of_all_offers_every_collection_offers(api: Api) -> None:
    offered = api.read("/collections")["crs"]
    assert all(set(offered) <= set(collection["crs"]) for collection in api.collections)


@requirement("/req/crs/fc-md-storageCrs", "/req/crs/fc-md-storageCrs-valid-value")
def test_the_system_of_the_store_is_among_those_offered(api: Api) -> None:
    assert all(collection["storageCrs"] == CGCS2000 for collection in api.collections)
    assert all(collection["storageCrs"] in collection["crs"] for collection in api.collections)


@requirement("/req/crs/fc-crs-definition", "/req/crs/fc-bbox-crs-definition")
@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_both_parameters_are_defined_as_the_standard_has_them(api: Api, name: str) -> None:
    defined = api.parameter(name)
    schema = defined.pop("schema")
    assert defined == {"name": name, "in": "query", "required": False, "style": "form", "explode": False}
    assert (schema["type"], schema["format"], schema["enum"]) == ("string", "uri", [CRS84, CGCS2000])


@requirement("/req/crs/fc-crs-valid-value", "/req/crs/fc-bbox-crs-valid-value")
@pytest.mark.parametrize("name", ["crs", "bbox_crs"])
@pytest.mark.parametrize("value", ["http://www.opengis.net/def/crs/EPSG/0/0", "EPSG:4490", "4490", ""])
def test_a_system_that_is_not_offered_is_refused(api: Api, name: str, value: str) -> None:
    box = {"bbox": "112,38,113,39"} if name == "bbox_crs" else {}
    answer = api.get(f"/collections/{api.zones}/items", **box, **{name: value})
    assert answer.status_code == 400


@requirement("/req/crs/fc-crs-valid-value")
def test_one_feature_refuses_such_a_system_too(api: Api) -> None:
    (feature,) = api.items(limit="1")["features"]
    assert api.get(f"/collections/{api.zones}/items/{feature['id']}", crs="x").status_code == 400


@requirement("/req/crs/fc-crs-valid-defaultValue")
def test_without_the_parameter_shapes_are_in_crs84(api: Api) -> None:
    assert _first(api).equals(_first(api, crs=CRS84))
    assert _first(api).equals(outline(1))


@requirement("/req/crs/fc-crs-action", "/req/crs/geojson")
def test_in_cgcs2000_the_latitude_comes_first_in_geojson_too(api: Api) -> None:
    turned = shapely.transform(outline(1), lambda pairs: pairs[:, ::-1])
    assert _first(api, crs=CGCS2000).equals(turned)


@requirement("/req/crs/fc-bbox-crs-valid-defaultValue", "/req/crs/fc-bbox-crs-action")
def test_a_box_is_read_in_its_own_system_whatever_that_of_the_answer(api: Api) -> None:
    expected = api.names(bbox="112.31,38.01,112.42,38.02")
    assert expected < EVERY
    assert api.names(bbox="112.31,38.01,112.42,38.02", bbox_crs=CRS84) == expected
    assert api.names(bbox="38.01,112.31,38.02,112.42", bbox_crs=CGCS2000) == expected
    assert api.names(bbox="112.31,38.01,112.42,38.02", crs=CGCS2000) == expected


@requirement("/req/crs/fc-bbox-crs-action")
def test_a_box_outside_its_system_is_refused(api: Api) -> None:
    answer = api.get(f"/collections/{api.zones}/items", bbox="112.31,38.01,112.42,38.02", bbox_crs=CGCS2000)
    assert answer.status_code == 400


@requirement("/req/crs/ogc-crs-header", "/req/crs/ogc-crs-header-value")
@pytest.mark.parametrize("crs", [None, CRS84, CGCS2000])
def test_the_answer_names_its_system_in_a_header(api: Api, crs: str | None) -> None:
    params = {"crs": crs} if crs else {}
    (feature,) = api.items(limit="1")["features"]
    for path in ("", f"/{feature['id']}"):
        answer = api.get(f"/collections/{api.zones}/items{path}", **params)
        assert answer.headers["content-crs"] == f"<{crs or CRS84}>"
