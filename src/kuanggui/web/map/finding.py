"""Routes that find: what lies at a point, search, days and differences, statistics of a view."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from kuanggui.app.atlas.days import ChangeDay, FeatureDifference, change_days, differences
from kuanggui.app.atlas.identify import Identified, PlanHit, Spot, find_feature, identify
from kuanggui.app.atlas.kinds import KindCount, count_kinds
from kuanggui.app.atlas.search import Found, search
from kuanggui.app.atlas.statistics import ViewStatistics, count_view
from kuanggui.web.day import Day, today
from kuanggui.web.people import Caller
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import GroundShelf, LayerShelf, Shelf

router = APIRouter(prefix="/map", tags=["map"], responses=answers(404))
Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


def _spot(
    lon: Longitude,
    lat: Latitude,
    reach_m: Annotated[float, Query(ge=0, le=50_000, description="How far around the point counts.")] = 0,
) -> Spot:
    return Spot(lon, lat, reach_m)


def _view(west: Longitude, south: Latitude, east: Longitude, north: Latitude) -> tuple[float, float, float, float]:
    return west, south, east, north


Where = Annotated[Spot, Depends(_spot)]
View = Annotated[tuple[float, float, float, float], Depends(_view)]


@router.get("/plans/{plan}/identify")
def at_point(
    entry: Entry,
    shelf: Shelf,
    grounds: GroundShelf,
    catalogue: LayerShelf,
    caller: Caller,
    spot: Where,
    layers: Annotated[list[str] | None, Query(max_length=200, description="Constraint layers to look into.")] = None,
    as_of: Day = None,
) -> Identified:
    """Everything at a point of the map, with all attributes and where they come from."""
    wanted = [layer for layer in catalogue.layers(caller) if layer.name in (layers or [])]
    ground = grounds.on(entry.id, as_of or today())
    return identify(spot, ground, shelf.plan(entry), wanted)


@router.get("/plans/{plan}/feature")
def one_feature(
    entry: Entry,
    feature: Annotated[str, Query(alias="id", max_length=300, description="The id of a feature.")],
    shelf: Shelf,
    grounds: GroundShelf,
    as_of: Day = None,
) -> PlanHit:
    """A feature of a plan by its id, with all attributes and where they come from."""
    found = find_feature(grounds.on(entry.id, as_of or today()), shelf.plan(entry), feature)
    if found is None:
        raise not_found(f"要素 {feature}")
    return found


@router.get("/search")
def find(
    shelf: Shelf,
    grounds: GroundShelf,
    catalogue: LayerShelf,
    caller: Caller,
    words: Annotated[str, Query(max_length=200, description="Words that all have to fit.")] = "",
    most: Annotated[int, Query(ge=1, le=100)] = 20,
    as_of: Day = None,
) -> list[Found]:
    """Features of every plan and layer that the caller may see, and places, by what fits best."""
    entries = shelf.visible(caller)
    day = as_of or today()
    found = [grounds.on(entry.id, day) for entry in entries]
    return search(words, found, catalogue.layers(caller), [entry.id[:6] for entry in entries], most)


@router.get("/plans/{plan}/kinds")
def kinds(entry: Entry, grounds: GroundShelf, as_of: Day = None) -> list[KindCount]:
    """How many features of each kind, status and kind of geometry a plan has."""
    return count_kinds(grounds.on(entry.id, as_of or today()))


@router.get("/plans/{plan}/days")
def days(entry: Entry, grounds: GroundShelf) -> list[ChangeDay]:
    """The days on which something changed in a plan, the first first."""
    return change_days(grounds.on(entry.id, None))


@router.get("/plans/{plan}/differences")
def difference(
    entry: Entry, grounds: GroundShelf, old: Annotated[date, Query()], new: Annotated[date, Query()]
) -> list[FeatureDifference]:
    """What is different on a later day."""
    return differences(grounds.on(entry.id, old), grounds.on(entry.id, new))


@router.get("/plans/{plan}/statistics")
def statistics(
    entry: Entry,
    grounds: GroundShelf,
    view: View,
    kinds: Annotated[list[str] | None, Query(max_length=50, description="Kinds to count; default: all.")] = None,
    as_of: Day = None,
) -> ViewStatistics:
    """Number, stated, drawn and covered area of the features in a view, by kind, mineral and county."""
    ground = grounds.on(entry.id, as_of or today())
    return count_view(ground, view, frozenset(kinds or ()))
