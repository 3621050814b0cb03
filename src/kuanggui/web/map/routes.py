"""Routes of the map."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from kuanggui.app.map_view import (
    Measured,
    ReadCorners,
    divisions_geojson,
    features_geojson,
    measure,
    read_corners,
)
from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureKind, FeatureQuery, FeatureStatus
from kuanggui.web.day import today
from kuanggui.web.map.schema import CornerText, MapLayer, MeasureOrder
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers
from kuanggui.web.screening.reading import in_words_of_the_form
from kuanggui.web.services import Config

router = APIRouter(prefix="/map", tags=["map"])
FOR_A_DAY = {"Cache-Control": "private, max-age=86400"}


@router.get("/divisions/{adcode}", response_model=MapLayer)
def divisions(
    adcode: Annotated[
        str, Path(pattern=r"^\d{6}$", description="A city's or province's code; 000000 for all provinces.")
    ],
) -> Response:
    """The divisions right below one, with the owner of their outlines."""
    return _geojson(divisions_geojson(adcode), FOR_A_DAY)


def _wanted(
    entry: Entry,
    as_of: Annotated[date | None, Query(description="The day; default: today.")] = None,
    kinds: Annotated[list[FeatureKind] | None, Query(max_length=50, description="Kinds; default: all.")] = None,
    statuses: Annotated[list[FeatureStatus] | None, Query(max_length=50, description="Statuses; default: all.")] = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out at the beginning.")] = 0,
    limit: Annotated[int | None, Query(ge=1, le=10_000, description="The most to give; default: all.")] = None,
) -> FeatureQuery:
    return FeatureQuery(
        entry.id,
        as_of or today(),
        kinds=tuple(kinds or ()),
        statuses=tuple(statuses or ()),
        offset=offset,
        limit=limit,
    )


@router.get("/plans/{plan}/features", response_model=MapLayer, responses=answers(404, 503))
def features(
    config: Config,
    wanted: Annotated[FeatureQuery, Depends(_wanted)],
    shapes: Annotated[bool, Query(description="Without them every geometry is null: a list of what there is.")] = True,
) -> Response:
    """The zones, blocks and rights of a plan in force on a day, by id."""
    return _geojson(features_geojson(config.db, wanted, shapes=shapes))


@router.post("/measure")
def measure_line(order: MeasureOrder) -> Measured:
    """Length along geodesics and, of a closed line, the official area on the ellipsoid."""
    return measure(order.points, closed=order.closed)


@router.post("/corners")
def corners(order: CornerText) -> ReadCorners:
    """Read corners in any notation, or a place or two; says as what they were read."""
    try:
        return read_corners(order.text)
    except InputError as error:
        raise type(error)(_in_words_of_the_map(str(error))) from error


# The map has no fields for what the command line asks: the text itself can say it.
REMEDIES = {
    "请用 --zone 给出带号，或用 --crs 给出坐标系": "请在横坐标前写上两位带号（如 37500000）",
    "请用 --reading packed 或 --reading decimal 指明": "请写成 113°15′30″ 或 113.2583° 的样子，或到审查页选读法",
}


def _in_words_of_the_map(message: str) -> str:
    for option, remedy in REMEDIES.items():
        message = message.replace(option, remedy)
    return in_words_of_the_form(message)


def _geojson(layer: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    content = json.dumps(layer, ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type="application/json", headers=headers)
