"""Routes of vector tiles and of the layer catalogue."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from kuanggui.app.atlas.catalogue import CatalogueLayer, describe_layers, layer_tile, version_of
from kuanggui.app.atlas.plan_tiles import plan_tile
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.tile.grid import DEEPEST, Grid, Tile
from kuanggui.web.day import Day, today
from kuanggui.web.people import Caller
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import GroundShelf, LayerShelf, Tiles

router = APIRouter(prefix="/map", tags=["map"], responses=answers(503))
MVT = "application/vnd.mapbox-vector-tile"
TILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The tile.", "content": {MVT: {"schema": {"type": "string", "format": "binary"}}}}
}
FORMAT = 3  # of what is in our tiles: raise it when they change, so that browsers ask anew
FOR_AN_HOUR, ASK_AGAIN = "private, max-age=3600", "private, no-cache"
Place = Annotated[int, Path(ge=0, lt=2**DEEPEST)]


def _tile(
    grid: Annotated[Grid, Path(description="3857: web mercator (as 天地图 _w); 4490: degrees (as 天地图 _c).")],
    zoom: Annotated[int, Path(ge=0, le=DEEPEST)],
    column: Place,
    row: Place,
) -> Tile:
    tile = Tile(grid, zoom, column, row)
    if not tile.exists:
        raise not_found(f"瓦片 {zoom}/{column}/{row}")
    return tile


def _layer(name: Annotated[str, Path(max_length=100)], shelf: LayerShelf, caller: Caller) -> Layer:
    found = shelf.layer(name, caller)
    if found is None:
        raise not_found(f"图层 {name}")
    return found


OneTile = Annotated[Tile, Depends(_tile)]
OneLayer = Annotated[Layer, Depends(_layer)]


@router.get("/layers")
def layers(shelf: LayerShelf, caller: Caller, as_of: Day = None) -> list[CatalogueLayer]:
    """Constraint layers that the caller may see."""
    return describe_layers(shelf.layers(caller), as_of or today())


@router.get("/plans/{plan}/tiles/{grid}/{zoom}/{column}/{row}", response_class=Response, responses=TILES | answers(404))
def plan(
    request: Request, entry: Entry, tile: OneTile, grounds: GroundShelf, tiles: Tiles, as_of: Day = None
) -> Response:
    """A vector tile of a plan's features in force on a day: layers `features` and `labels`."""
    ground = grounds.on(entry.id, as_of or today())
    key = ("plan", entry.id, ground.day, ground.state)
    return _answer(request, tiles, (key, tile), lambda: plan_tile(ground, tile), ASK_AGAIN)


@router.get(
    "/layers/{name}/tiles/{grid}/{zoom}/{column}/{row}", response_class=Response, responses=TILES | answers(404)
)
def layer(request: Request, layer: OneLayer, tile: OneTile, tiles: Tiles) -> Response:
    """A vector tile of a constraint layer: `features` and `labels`, and `cells` for the ground of what is too small to be seen."""
    key = ("layer", layer.name, version_of(layer))
    return _answer(request, tiles, (key, tile), lambda: layer_tile(layer, tile), FOR_AN_HOUR)


def _answer(request: Request, tiles: Tiles, key: Hashable, make: Callable[[], bytes], caching: str) -> Response:
    """A tile, or nothing but its mark when the caller has it already; the mark follows from what the tile is made of."""
    mark = f'"{sha256(repr((FORMAT, key)).encode()).hexdigest()[:24]}"'
    headers = {"ETag": mark, "Cache-Control": caching, "Vary": "Authorization, Cookie"}
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if mark in given:
        return Response(status_code=304, headers=headers)
    return Response(tiles.get(key, make), media_type=MVT, headers=headers)
