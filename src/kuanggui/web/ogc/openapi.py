"""The OpenAPI 3.0 description of the interface at one of its addresses: every parameter, answer and refusal, and who may ask."""

from __future__ import annotations

from http import HTTPStatus

from kuanggui.app.public.projection import LayerView
from kuanggui.web.login.cookie import NAME
from kuanggui.web.ogc.asking import DEFAULT_LIMIT, FORMATS, LARGEST_LIMIT, filters_of
from kuanggui.web.ogc.crs import Crs
from kuanggui.web.ogc.documents import DESCRIPTION, GEOJSON, JSON, OPENAPI, TITLE, Json
from kuanggui.web.ogc.shapes_of_answers import SCHEMAS
from kuanggui.web.problems import MEDIA_TYPE

# What any request may meet; those for whom the address is not open meet 401 and 403, too.
REFUSALS = (400, 422, 500, 503)
FOR_STRANGERS = (401, 403)
SECURITY: Json = {
    "token": {"type": "http", "scheme": "bearer", "description": "kuanggui user token"},
    "password": {"type": "http", "scheme": "basic", "description": "Any name, and such a token as the password"},
    "session": {"type": "apiKey", "in": "cookie", "name": NAME},
}


def openapi(base: str, views: list[LayerView], version: str, *, is_public: bool) -> Json:
    """The document of the interface at an address; one that is not public names the ways to log in."""
    refusals = REFUSALS if is_public else REFUSALS + FOR_STRANGERS
    described: Json = {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "description": DESCRIPTION, "version": version},
        "servers": [{"url": base}],
        "paths": _paths(views, refusals),
        "components": {"schemas": SCHEMAS},
    }
    if not is_public:
        described["components"]["securitySchemes"] = SECURITY
        described["security"] = [{name: []} for name in SECURITY]
    return described


def _paths(views: list[LayerView], refusals: tuple[int, ...]) -> Json:
    paths: Json = {
        "/": _get("landing", "The landing page", "Landing", refusals),
        "/conformance": _get("conformance", "What the interface conforms to", "Conformance", refusals),
        "/api": _get("api", "This document", "Description", refusals, media_type=OPENAPI),
        "/collections": _get("collections", "The collections", "Collections", refusals),
    }
    found = (*refusals, HTTPStatus.NOT_FOUND)
    for view in views:
        path, title = f"/collections/{view.id}", view.title.en
        asked = _items_parameters(view)
        item = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[path] = _get(f"collection_{view.id}", title, "Collection", found)
        paths[f"{path}/items"] = _get(f"items_{view.id}", title, "Features", found, asked, GEOJSON)
        one = _get(f"item_{view.id}", title, "Feature", found, [item, *_of_item()], GEOJSON)
        paths[f"{path}/items/{{featureId}}"] = one
    return paths


def _get(
    key: str,
    summary: str,
    schema: str,
    refusals: tuple[int, ...],
    parameters: list[Json] | None = None,
    media_type: str = JSON,
) -> Json:
    answers = {"200": _answer(summary, media_type, schema)}
    answers |= {
        str(int(status)): _answer(HTTPStatus(status).phrase, MEDIA_TYPE, "Problem") for status in sorted(refusals)
    }
    asked = [*(parameters or []), _query("f", {"type": "string", "enum": sorted(FORMATS), "default": "json"})]
    return {"get": {"operationId": key, "summary": summary, "parameters": asked, "responses": answers}}


def _answer(description: str, media_type: str, schema: str) -> Json:
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def _items_parameters(view: LayerView) -> list[Json]:
    sizes = [{"minItems": size, "maxItems": size} for size in (4, 6)]
    limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
    return [
        _query("limit", limit),
        _query("offset", {"type": "integer", "minimum": 0, "default": 0}),
        _query("bbox", {"type": "array", "oneOf": sizes, "items": {"type": "number"}}),
        _query("bbox-crs", _crs()),
        *_of_item(),
        *(_query(name, {"type": "string"}) for name in filters_of(view)),
    ]


def _of_item() -> list[Json]:
    return [_query("crs", _crs()), _query("datetime", {"type": "string"})]


def _crs() -> Json:
    return {"type": "string", "format": "uri", "enum": [str(crs) for crs in Crs], "default": str(Crs.CRS84)}


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema, "style": "form", "explode": False}
