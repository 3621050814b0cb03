"""Routes of screening: what a case needs, reading a range, answers, kept answers."""

from __future__ import annotations

import json
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response

from kuanggui.app.range_reading import RangeReadings
from kuanggui.app.screening.desk import KnownBlock
from kuanggui.app.screening.form import FormField, case_form, mineral_names
from kuanggui.app.screening.kept import KeptHead
from kuanggui.app.screening.kept_desk import ListedAnswer
from kuanggui.app.screening.screen import ScreenFormat
from kuanggui.model.plan.zone import Purpose
from kuanggui.model.screening.terms import Action
from kuanggui.web.day import today
from kuanggui.web.map.schema import MapLayer
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers, not_found
from kuanggui.web.screening.reading import Handed, Options, Pasted, read_handed
from kuanggui.web.screening.schema import KeptAnswer, ScreeningOrder, ScreeningResult, Shape
from kuanggui.web.services import Desk

router = APIRouter(prefix="/screenings", tags=["screening"], responses=answers(503))
MEDIA_TYPES = {
    ScreenFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ScreenFormat.JSON: "application/json",
    ScreenFormat.GEOJSON: "application/geo+json",
}
DOWNLOADS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer.",
        "content": {name: {"schema": {"type": "string", "format": "binary"}} for name in MEDIA_TYPES.values()},
    }
}
Day = Annotated[date | None, Query(description="The day; default: today.")]
PlanId = Annotated[str, Query(description="The id of the plan; default: the one imported last.", max_length=200)]
Form = Annotated[ScreenFormat, Path(description="docx, json or geojson.")]
AnswerId = Annotated[str, Path(description="The id of a kept answer.", max_length=40)]


@router.get("/fields")
def fields(
    purpose: Purpose,
    action: Action,
    minerals: Annotated[list[str], Query(description="Names of minerals, the main one first.", max_length=20)],
    as_of: Day = None,
) -> list[FormField]:
    """The fields that some rule reads in such a case, and the rules that stay open without them."""
    return case_form({"purpose": purpose.value, "action": action.value, "minerals": minerals}, as_of or today())


@router.get("/minerals")
def minerals() -> list[str]:
    """Names of the minerals of the catalogue."""
    return mineral_names()


@router.get("/blocks")
def blocks(desk: Desk, caller: Caller, plan: PlanId = "", as_of: Day = None) -> list[KnownBlock]:
    """The planning blocks that have a shape, by name."""
    return desk.blocks(as_of or today(), plan or None, caller)


@router.get("/outline")
def outline(
    desk: Desk,
    caller: Caller,
    block: Annotated[str, Query(description="Name or number of a planning block.", max_length=200)] = "",
    plan: PlanId = "",
    as_of: Day = None,
) -> Shape:
    """The shape of a planning block."""
    return Shape.model_validate(desk.outline(block, as_of or today(), plan or None, caller))


@router.post("/readings", responses=answers(413))
def readings(options: Options, document: Handed = None, text: Pasted = "") -> RangeReadings:
    """Read ranges from a file or a text, every way they can be read, to be looked at before one is used."""
    return read_handed(document, text, options)


@router.post("")
def answer(order: ScreeningOrder, desk: Desk, caller: Caller) -> ScreeningResult:
    """Screen a range against plan, layers and law: theme by theme, with findings and what could not be decided."""
    return ScreeningResult.model_validate(desk.answer(order.to_case(), caller))


@router.post("/shapes/{kind}", response_model=MapLayer)
def shapes(
    kind: Annotated[str, Path(description="The kind of a theme.", max_length=60)],
    order: ScreeningOrder,
    desk: Desk,
    caller: Caller,
) -> Response:
    """What a theme has in and around the range, for a map: whole features, near ones, and the common ground (`role`)."""
    content = json.dumps(desk.shapes(order.to_case(), kind, caller), ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type="application/json")


@router.post("/report.{form}", response_class=Response, responses=DOWNLOADS | answers(404))
def report(form: Form, order: ScreeningOrder, desk: Desk, caller: Caller) -> Response:
    """The opinion to sign (DOCX), the answer for `kuanggui replay` (JSON), or the range with its verdict (GeoJSON)."""
    return _download(desk.report(order.to_case(), _known(form), caller), order.name, form)


@router.get("/kept")
def kept_answers(
    desk: Desk,
    caller: Caller,
    away: Annotated[
        bool, Query(description="Those put away that the caller may take back, instead of the others.")
    ] = False,
) -> list[ListedAnswer]:
    """The kept answers that the caller may see, the latest first."""
    return desk.kept.listed(caller, away=away)


@router.post("/kept", status_code=HTTPStatus.CREATED)
def keep(order: ScreeningOrder, desk: Desk, caller: Caller) -> KeptHead:
    """Keep an answer as it is now, under an address of its own."""
    return desk.keep(order.to_case(), caller)


@router.get("/kept/{answer}", responses=answers(404))
def kept(answer: AnswerId, desk: Desk, caller: Caller) -> KeptAnswer:
    """A kept answer."""
    found = desk.kept.load(answer, caller)
    if found is None:
        raise not_found(f"审查结果 {answer}")
    head, record = found
    return KeptAnswer(kept=head, answer=ScreeningResult.model_validate(record["answers"][0]))


@router.delete("/kept/{answer}", responses=answers(404))
def put_away(answer: AnswerId, desk: Desk, caller: Caller) -> KeptHead:
    """Put a kept answer away: one's own, or any of the region for who checks or administers there. It is purged after 30 days."""
    return _there(desk.kept.put_away(answer, caller), answer)


@router.post("/kept/{answer}/restore", responses=answers(404))
def restore(answer: AnswerId, desk: Desk, caller: Caller) -> KeptHead:
    """Take an answer back that was put away within the last 30 days."""
    return _there(desk.kept.restore(answer, caller), answer)


@router.get("/kept/{answer}/report.{form}", response_class=Response, responses=DOWNLOADS | answers(404))
def kept_report(answer: AnswerId, form: Form, desk: Desk, caller: Caller) -> Response:
    """A report of a kept answer, as it was written then."""
    content = desk.kept.report(answer, _known(form).value, caller)
    if content is None:
        raise not_found(f"审查结果 {answer}")
    return _download(content, answer, form)


def _there(head: KeptHead | None, answer: str) -> KeptHead:
    if head is None:
        raise not_found(f"审查结果 {answer}")
    return head


def _known(form: ScreenFormat) -> ScreenFormat:
    if form not in MEDIA_TYPES:
        raise not_found(f"格式 {form.value}")
    return form


def _download(content: bytes, name: str, form: ScreenFormat) -> Response:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{name[:60]}-审查.{form.value}', safe='')}"
    }
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)
