"""Routes that need no login: plans in plain words, tables, layers, files, and opinions."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from kuanggui.app.map_view import divisions_geojson
from kuanggui.app.public import files
from kuanggui.app.public.feedback import Opinion, leave_feedback
from kuanggui.app.public.projection import load_projection
from kuanggui.app.public.register import PublicPlan, PublicRegister
from kuanggui.app.public.tables import PublicTable
from kuanggui.web.map.schema import MapLayer
from kuanggui.web.problems import answers, not_found
from kuanggui.web.public.limiter import Limiter
from kuanggui.web.public.schema import (
    LayerName,
    OpinionOrder,
    OpinionReceipt,
    PublicFeatures,
    PublicOverview,
    PublicReading,
)
from kuanggui.web.services import Config, Shelf

router = APIRouter(prefix="/public", tags=["public"], responses=answers(503))
GEOJSON, CSV = "application/geo+json", "text/csv; charset=utf-8"
FOR_A_MINUTE = {"Cache-Control": "public, max-age=60"}
FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}


def _register(config: Config, shelf: Shelf) -> PublicRegister:
    return PublicRegister(shelf, load_projection(config.public_projection))


Register = Annotated[PublicRegister, Depends(_register)]


def _plan(
    plan: Annotated[str, Path(description="The id of a public plan.", max_length=200)], register: Register
) -> PublicPlan:
    found = register.plan(plan)
    if found is None:
        raise not_found(f"公布的规划 {plan}")
    return found


Published = Annotated[PublicPlan, Depends(_plan)]
LayerId = Annotated[str, Path(description="The id of a public layer.", max_length=40)]
PartName = Annotated[str, Path(description="A public part of a plan.", max_length=40)]
AsOf = Annotated[date | None, Query(description="The day, not one to come; default: today.")]


def _download(media_type: str) -> dict[int | str, dict[str, Any]]:
    """What a route that answers with a file says in the OpenAPI document."""
    return {200: {"description": "The file.", "content": {media_type: {"schema": {"type": "string"}}}}, **answers(404)}


@router.get("/overview")
def overview(register: Register) -> PublicOverview:
    """What is public: plans, layers, source and terms."""
    projection = register.projection
    return PublicOverview(
        title=projection.title,
        source=projection.source,
        license=projection.license,
        plans=register.plans(),
        parts=list(projection.parts),
        layers=[LayerName(id=view.id, title=view.title) for view in register.views.values()],
    )


@router.get("/plans/{plan}", responses=answers(404))
def plan(plan: Published, register: Register) -> PublicReading:
    """A public plan in plain words, each sentence with where it stands; figures are those in force today, the printed ones beside them."""
    return PublicReading(plan=plan, topics=register.topics(plan.id, _today()) or [])


@router.get("/plans/{plan}/tables/{part}", responses=answers(404))
def table(plan: Published, part: PartName, register: Register) -> PublicTable:
    """A public part of a plan as a table; figures are those in force today, the printed ones beside them."""
    return _table(plan, part, register)


@router.get(
    "/plans/{plan}/tables/{part}/file.csv",
    response_class=Response,
    responses=_download("text/csv"),
)
def table_file(plan: Published, part: PartName, register: Register) -> Response:
    """A public part of a plan as a CSV file with source, terms and day."""
    content = files.table_csv(_table(plan, part, register), plan, register.projection, _today())
    return _file(content, CSV, f"{plan.title}-{part}.csv")


@router.get("/plans/{plan}/layers/{layer}", response_model=PublicFeatures, responses=answers(404))
def layer(plan: Published, layer: LayerId, register: Register, as_of: AsOf = None) -> Response:
    """The features of a public layer in force on a day."""
    return Response(_geojson(plan, layer, register, as_of), media_type="application/json", headers=FOR_A_MINUTE)


@router.get(
    "/plans/{plan}/layers/{layer}/file.geojson",
    response_class=Response,
    responses=_download(GEOJSON),
)
def layer_geojson_file(plan: Published, layer: LayerId, register: Register, as_of: AsOf = None) -> Response:
    """A public layer as a GeoJSON file with source, terms and day."""
    return _file(_geojson(plan, layer, register, as_of), GEOJSON, f"{plan.title}-{layer}.geojson")


@router.get(
    "/plans/{plan}/layers/{layer}/file.csv",
    response_class=Response,
    responses=_download("text/csv"),
)
def layer_csv_file(plan: Published, layer: LayerId, register: Register, as_of: AsOf = None) -> Response:
    """A public layer as a CSV file with source, terms and day; shapes as WKT."""
    day = _day(as_of)
    page = register.layer(plan.id, layer, day)
    if page is None:
        raise not_found(f"公开图层 {layer}")
    view = register.projection.layers[layer]
    return _file(files.layer_csv(view, page.items, plan, register.projection, day), CSV, f"{plan.title}-{layer}.csv")


@router.get("/divisions/{adcode}", response_model=MapLayer)
def divisions(adcode: Annotated[str, Path(pattern=r"^\d{6}$", description="A city's or province's code.")]) -> Response:
    """The divisions right below one, to draw below the public layers."""
    return Response(_json(divisions_geojson(adcode)), media_type="application/json", headers=FOR_A_DAY)


@router.post("/feedback", status_code=HTTPStatus.CREATED, responses=answers(429))
def feedback(order: OpinionOrder, request: Request, config: Config) -> OpinionReceipt:
    """Leave an opinion on a public plan; the bureau reads it, nobody else does."""
    if order.website:  # a program: it is thanked, and nothing is kept
        return OpinionReceipt(id="")
    address = request.client.host if request.client else ""
    if not Limiter(config.folder, config.feedback_per_hour).admits(address):
        raise HTTPException(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"一小时内最多提交 {config.feedback_per_hour} 条意见；请稍后再来",
            headers={"Retry-After": "3600"},
        )
    return OpinionReceipt(id=leave_feedback(config.db, Opinion(order.plan, order.subject, order.text, order.contact)))


def _table(plan: PublicPlan, part: str, register: PublicRegister) -> PublicTable:
    found = register.table(plan.id, part, _today())
    if found is None:
        raise not_found(f"公开的部分 {part}")
    return found


def _geojson(plan: PublicPlan, layer: str, register: PublicRegister, as_of: date | None) -> str:
    day = _day(as_of)
    page = register.layer(plan.id, layer, day)
    if page is None:
        raise not_found(f"公开图层 {layer}")
    view = register.projection.layers[layer]
    return files.layer_geojson(view, page.items, plan, register.projection, day)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _file(content: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)


def _day(as_of: date | None) -> date:
    """The day asked for, or today: what is decided but not yet in force is not public yet."""
    return min(as_of or _today(), _today())


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
