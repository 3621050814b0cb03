import json
from pathlib import Path

from kuanggui.web.schema import openapi_document, write_document

KEPT = Path(__file__).resolve().parents[3] / "frontend" / "openapi.json"


def test_the_kept_document_is_that_of_the_routes() -> None:
    assert KEPT.read_text(encoding="utf-8") == write_document(), "run make api"


def test_every_route_says_what_it_does_and_how_it_fails() -> None:
    for path, methods in openapi_document()["paths"].items():
        for method, route in methods.items():
            assert route["description"], (method, path)
            assert {"400", "422", "500"} <= set(route["responses"]), (method, path)
            for status, answer in route["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (method, path, status)


def test_names_of_operations_are_unique() -> None:
    routes = [route for methods in openapi_document()["paths"].values() for route in methods.values()]
    names = [route["operationId"] for route in routes]
    assert len(set(names)) == len(names)


def test_the_document_refers_to_nothing_that_it_lacks() -> None:
    text = json.dumps(openapi_document())
    known = {f"#/components/schemas/{name}" for name in openapi_document()["components"]["schemas"]}
    used = {part.split('"')[0] for part in text.split('"$ref": "')[1:]}
    assert used <= known
