"""Routes of OGC API - Features, at two addresses: the public register for anybody, and all a caller may read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Annotated, Any, Protocol
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Path, Request, Response

from kuanggui.app.public.files import feature_text
from kuanggui.app.public.layers import Ask, Item, Page
from kuanggui.app.public.projection import LayerView, load_projection
from kuanggui.app.public.register import PublicRegister
from kuanggui.app.whole_register import WholeRegister
from kuanggui.model.feature import Window
from kuanggui.web.ogc import documents
from kuanggui.web.ogc.asking import read_crs, read_day, read_request, refuse_unknown, today
from kuanggui.web.ogc.crs import Crs, turned
from kuanggui.web.ogc.openapi import openapi
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import Config, Shelf

PUBLIC = "/api/public/"
router = APIRouter(prefix="/ogc", tags=["ogc"])
JSON = {"schema": {"type": "object"}}


class Layers(Protocol):
    """Layers, whoever may see them."""

    @property
    def views(self) -> Mapping[str, LayerView]:
        """The layers by id."""

    def extent(self, layer: str, until: date | None) -> Window | None:
        """A window around a layer as it was up to a day; None: at any time."""

    def page(self, layer: str, ask: Ask) -> Page:
        """A page of a layer."""

    def item(self, layer: str, key: str, day: date) -> Item | None:
        """One item of a layer."""


def _is_public(request: Request) -> bool:
    return request.url.path.startswith(PUBLIC)


def _layers(request: Request, config: Config, shelf: Shelf, caller: Caller) -> Layers:
    if _is_public(request):
        return PublicRegister(shelf, load_projection(config.public_projection))
    return WholeRegister(shelf, caller)


def _view(
    collection: Annotated[str, Path(description="The id of a collection.", max_length=60)],
    layers: Annotated[Layers, Depends(_layers)],
) -> LayerView:
    if collection not in layers.views:
        raise not_found(f"图层 {collection}")
    return layers.views[collection]


Door = Annotated[Layers, Depends(_layers)]
View = Annotated[LayerView, Depends(_view)]


def _geojson() -> dict[int | str, dict[str, Any]]:
    content = {documents.GEOJSON: JSON}
    return {200: {"description": "GeoJSON.", "content": content}, **answers(404)}


@router.get("")
@router.get(
    "/", include_in_schema=False
)  # clients put the paths of the description, of which this is "/", behind the address
def landing(request: Request) -> dict[str, Any]:
    """The landing page: where everything is."""
    refuse_unknown(request.query_params, set())
    return documents.landing(_base(request))


@router.get("/conformance")
def conformance(request: Request) -> dict[str, list[str]]:
    """The classes of the standard that the interface conforms to."""
    refuse_unknown(request.query_params, set())
    return {"conformsTo": list(documents.CONFORMANCE)}


@router.get(
    "/api", response_class=Response, responses={200: {"description": "OpenAPI.", "content": {documents.OPENAPI: JSON}}}
)
def description(request: Request, layers: Door) -> Response:
    """The OpenAPI 3.0 document of this interface alone."""
    refuse_unknown(request.query_params, set())
    views = list(layers.views.values())
    described = openapi(_base(request), views, version("kuanggui"), is_public=_is_public(request))
    return Response(json.dumps(described, ensure_ascii=False), media_type=documents.OPENAPI)


@router.get("/collections")
def collections(request: Request, layers: Door) -> dict[str, Any]:
    """Every collection with its title, extent and reference systems."""
    refuse_unknown(request.query_params, set())
    base = _base(request)
    until = _until(request)
    described = [documents.collection(base, view, layers.extent(view.id, until)) for view in layers.views.values()]
    links = [documents.link(f"{base}/collections", "self", documents.JSON)]
    return {"links": links, "crs": [str(crs) for crs in Crs], "collections": described}


@router.get("/collections/{collection}", responses=answers(404))
def collection(request: Request, view: View, layers: Door) -> dict[str, Any]:
    """One collection."""
    refuse_unknown(request.query_params, set())
    return documents.collection(_base(request), view, layers.extent(view.id, _until(request)))


@router.get("/collections/{collection}/items", response_class=Response, responses=_geojson())
def items(request: Request, view: View, layers: Door) -> Response:
    """Features of a collection: bbox, datetime (as of a day, or a span), limit and offset, filters by property, crs."""
    asked = read_request(request.query_params, view, today(), may_look_ahead=not _is_public(request))
    page = layers.page(view.id, asked.ask)
    features = ",".join(feature_text(turned(item, asked.crs)) for item in page.items)
    head = {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds"),
        "numberMatched": page.matched,
        "numberReturned": len(page.items),
        "links": _page_links(request, view, asked.ask, page),
    }
    return _answer(f'{_text(head)[:-1]},"features":[{features}]}}', asked.crs)


@router.get("/collections/{collection}/items/{item:path}", response_class=Response, responses=_geojson())
def item(
    request: Request,
    view: View,
    layers: Door,
    item: Annotated[str, Path(description="The id of a feature.", max_length=400)],
) -> Response:
    """One feature of a collection."""
    params = request.query_params
    refuse_unknown(params, {"crs", "datetime"})
    crs = read_crs(params, "crs")
    day = read_day(params, today(), may_look_ahead=not _is_public(request))
    found = layers.item(view.id, item, day)
    if found is None:
        raise not_found(f"要素 {item}")
    address = f"{_base(request)}/collections/{view.id}"
    links = [
        documents.link(f"{address}/items/{quote(found.id, safe=':')}", "self", documents.GEOJSON),
        documents.link(address, "collection", documents.JSON),
    ]
    return _answer(f'{feature_text(turned(found, crs))[:-1]},"links":{_text(links)}}}', crs)


def _page_links(request: Request, view: LayerView, ask: Ask, page: Page) -> list[dict[str, Any]]:
    address = f"{_base(request)}/collections/{view.id}"
    links = [
        documents.link(_items(address, request, ask.offset), "self", documents.GEOJSON),
        documents.link(address, "collection", documents.JSON),
    ]
    following = ask.offset + len(page.items)
    if page.items and following < page.matched:
        links.append(documents.link(_items(address, request, following), "next", documents.GEOJSON))
    return links


def _items(address: str, request: Request, offset: int) -> str:
    params = {name: value for name, value in request.query_params.items() if name != "offset"}
    query = urlencode(params | ({"offset": str(offset)} if offset else {}))
    return f"{address}/items?{query}" if query else f"{address}/items"


def _until(request: Request) -> date | None:
    return today() if _is_public(request) else None


def _base(request: Request) -> str:
    """The address of the interface as the client knows it."""
    path = request.url.path
    root = path[: path.index("/ogc") + len("/ogc")]
    return f"{str(request.base_url).rstrip('/')}{root}"


def _answer(text: str, crs: Crs) -> Response:
    return Response(text, media_type=documents.GEOJSON, headers={"Content-Crs": f"<{crs}>"})


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
