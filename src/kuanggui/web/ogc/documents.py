"""The documents of the interface: landing page, conformance, collections, and its own OpenAPI 3.0 description."""

from __future__ import annotations

from typing import Any

from kuanggui.app.public.projection import LayerView
from kuanggui.model.feature import Window
from kuanggui.web.ogc.asking import DEFAULT_LIMIT, LARGEST_LIMIT, filters_of
from kuanggui.web.ogc.crs import Crs

Json = dict[str, Any]
JSON, GEOJSON = "application/json", "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)
TITLE = "矿规 Kuanggui"
DESCRIPTION = "矿产资源规划要素。Features of mineral-resource plans. CGCS2000."


def link(href: str, rel: str, media_type: str, title: str = "") -> Json:
    """A link."""
    made = {"href": href, "rel": rel, "type": media_type}
    return made | {"title": title} if title else made


def landing(base: str) -> Json:
    """The landing page of the interface at an address."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "links": [
            link(base, "self", JSON),
            link(f"{base}/api", "service-desc", OPENAPI),
            link(f"{base}/conformance", "conformance", JSON),
            link(f"{base}/collections", "data", JSON),
        ],
    }


def collection(base: str, view: LayerView, extent: Window | None) -> Json:
    """The description of a collection; `extent` is in degrees, longitude first."""
    address = f"{base}/collections/{view.id}"
    described: Json = {
        "id": view.id,
        "title": f"{view.title.zh} {view.title.en}",
        "itemType": "feature",
        "crs": [str(crs) for crs in Crs],
        "storageCrs": str(Crs.CGCS2000),
        "links": [link(address, "self", JSON), link(f"{address}/items", "items", GEOJSON, view.title.zh)],
    }
    if extent is not None:
        box = [extent.west, extent.south, extent.east, extent.north]
        described["extent"] = {"spatial": {"bbox": [box], "crs": str(Crs.CRS84)}}
    return described


def openapi(base: str, views: list[LayerView], version: str) -> Json:
    """The OpenAPI 3.0 document of the interface at an address."""
    paths: Json = {
        "/": _get("landing", "The landing page"),
        "/conformance": _get("conformance", "What the interface conforms to"),
        "/collections": _get("collections", "The collections"),
    }
    for view in views:
        path = f"/collections/{view.id}"
        paths[path] = _get(f"collection_{view.id}", view.title.en)
        paths[f"{path}/items"] = _get(f"items_{view.id}", view.title.en, _items_parameters(view), GEOJSON)
        item = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"{path}/items/{{featureId}}"] = _get(f"item_{view.id}", view.title.en, [item, *_of_item()], GEOJSON)
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "description": DESCRIPTION, "version": version},
        "servers": [{"url": base}],
        "paths": paths,
    }


def _get(key: str, summary: str, parameters: list[Json] | None = None, media_type: str = JSON) -> Json:
    answer = {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}}
    refusal = {"description": "Refused", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    operation: Json = {"operationId": key, "summary": summary, "responses": {"200": answer, "400": refusal}}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}


def _items_parameters(view: LayerView) -> list[Json]:
    numbers = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
    return [
        _query("limit", limit),
        _query("offset", {"type": "integer", "minimum": 0, "default": 0}),
        _query("bbox", numbers) | {"style": "form", "explode": False},
        _query("bbox-crs", _crs()),
        *_of_item(),
        *(_query(name, {"type": "string"}) for name in filters_of(view)),
    ]


def _of_item() -> list[Json]:
    return [_query("crs", _crs()), _query("datetime", {"type": "string"})]


def _crs() -> Json:
    return {"type": "string", "format": "uri", "enum": [str(crs) for crs in Crs], "default": str(Crs.CRS84)}


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": schema}
