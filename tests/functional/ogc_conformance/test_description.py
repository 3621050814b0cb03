"""The OpenAPI document: requirements of Part 1, OpenAPI 3.0. The schema of such documents is that of their authors."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi import definitions

from functional.ogc_conformance.conftest import Api, Json

requirement = pytest.mark.requirement
PUBLIC = "/api/public/ogc"


def _plain(node: Any) -> Any:
    """A schema of OpenAPI 3.0 as plain JSON Schema: there `null` is a type."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {name: _plain(value) for name, value in node.items()}
    return plain | {"type": [plain["type"], "null"]} if plain.pop("nullable", False) else plain


def _check(api: Api, answer: Any, operation: Json) -> None:
    """An answer is one that the document speaks of."""
    described = operation["responses"][str(answer.status_code)]
    content = described["content"][answer.headers["content-type"]]
    schema = _plain({**content["schema"], "components": api.description["components"]})
    Draft202012Validator(schema).validate(answer.json())


@requirement("/req/oas30/oas-definition-1")
def test_the_description_has_the_type_of_openapi_3_0(api: Api) -> None:
    assert api.get("/api").headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"


@requirement("/req/oas30/oas-definition-2")
def test_the_description_is_valid_openapi_3_0(api: Api) -> None:
    assert api.description["openapi"].startswith("3.0.")
    assert [error.message for error in definitions.OPENAPI_30_VALIDATOR.iter_errors(api.description)] == []


@requirement("/req/oas30/oas-impl")
def test_every_operation_can_be_called_as_described_and_answers_as_described(api: Api) -> None:
    (server,) = api.description["servers"]
    for path, operations in api.description["paths"].items():
        if "{" in path:
            continue
        answer = api.client.get(f"{server['url']}{path}")
        assert answer.status_code == 200, path
        _check(api, answer, operations["get"])
    (feature,) = api.items(limit="1")["features"]
    one = f"/collections/{api.zones}/items"
    _check(api, api.get(f"{one}/{feature['id']}"), api.description["paths"][f"{one}/{{featureId}}"]["get"])


@requirement("/req/oas30/completeness", "/req/oas30/exceptions-codes")
@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("?x=1", "/"),
        ("/collections?x=1", "/collections"),
        ("/collections/{id}?x=1", "/collections/{id}"),
        ("/collections/{id}/items?limit=x", "/collections/{id}/items"),
        ("/collections/{id}/items/x?crs=x", "/collections/{id}/items/{featureId}"),
        ("/collections/{id}/items/x", "/collections/{id}/items/{featureId}"),
    ],
)
def test_every_refusal_is_one_that_the_description_speaks_of(api: Api, path: str, named: str) -> None:
    answer = api.get(path.replace("{id}", api.zones))
    assert answer.status_code in {400, 404}
    _check(api, answer, api.description["paths"][named.replace("{id}", api.zones)]["get"])


@requirement("/req/oas30/completeness")
def test_every_parameter_that_is_taken_is_in_the_description(api: Api) -> None:
    for path in ("", "/conformance", "/api", "/collections", f"/collections/{api.zones}"):
        operation = api.description["paths"][path or "/"]["get"]
        assert [parameter["name"] for parameter in operation["parameters"]] == ["f"]
        assert api.get(path, f="json").status_code == 200
    asked = {"limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "f", "kind", "name", "number", "level", "plan"}
    items = api.description["paths"][f"/collections/{api.zones}/items"]["get"]
    assert {parameter["name"] for parameter in items["parameters"]} - {"status"} == asked


@requirement("/req/oas30/security")
def test_the_ways_to_log_in_are_described_where_one_has_to(api: Api) -> None:
    schemes = api.description["components"].get("securitySchemes", {})
    operations = [operations["get"] for operations in api.description["paths"].values()]
    if api.root == PUBLIC:
        assert schemes == {}
        assert all({"401", "403"}.isdisjoint(operation["responses"]) for operation in operations)
        return
    assert [scheme.get("scheme", scheme.get("in")) for scheme in schemes.values()] == ["bearer", "basic", "cookie"]
    assert {name for way in api.description["security"] for name in way} == set(schemes)
    assert all({"401", "403"} <= set(operation["responses"]) for operation in operations)
