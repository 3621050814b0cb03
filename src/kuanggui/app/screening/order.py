"""A case as somebody orders its screening: fields by name, and the range however he has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.screening.as_json import answer_json
from kuanggui.app.screening.ranges import Range, geojson_of, read_drawn, resolve
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.errors import InputError
from kuanggui.findings.screening import Override, ScreeningAnswer
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.place import Place
from kuanggui.reports.screening.letter import consultations, letter

Json = dict[str, Any]
FORM = "申请表"


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """What somebody asks: the fields of an application by name, and the range as corners, a GeoJSON geometry or a block's name.

    `document`, `sha256` and `doubts` tell how a range came about that was read from a file or a text before.
    """

    values: dict[str, Any]
    as_of: date
    corners: str = ""
    geometry: Mapping[str, Any] | None = None
    block: str = ""
    plan: str | None = None
    document: str = ""
    sha256: str = ""
    doubts: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


def request_of(screener: Screener, order: CaseOrder) -> Request:
    """The case as the screener takes it."""
    application = read_application(order.values, FORM)
    place = Place(order.document or FORM, order.sha256, 1, 0, 0, application.name)
    return Request(application, range_of(screener, order), place, order.overrides)


def range_of(screener: Screener, order: CaseOrder) -> Range:
    """The range of an order, never a file of this machine."""
    if order.geometry is not None:
        drawn = read_drawn({"geometry": order.geometry})
        return replace(drawn, doubts=(*drawn.doubts, *order.doubts))
    if order.block:
        return resolve({"block": order.block}, None, Path(), screener.themes, FORM)
    if not order.corners.strip():
        raise InputError(f"{FORM}：没有范围；请绘制、上传、粘贴坐标，或选择规划区块")
    # With a line break it is a text of corners whatever it holds, never the name of a file.
    return resolve(f"{order.corners}\n", None, Path(), screener.themes, FORM)


def told(answer: ScreeningAnswer, request: Request) -> Json:
    """Everything an answer says, with outline, what each rule rests on, and the draft letter to those who have to be asked."""
    asked = consultations(answer)
    return answer_json(answer) | {
        "geometry": geojson_of(request.range.polygons),
        "rests_on": {outcome.rule.code: list(outcome.rule.parameters) for outcome in answer.outcomes},
        "letter": letter(answer, asked) if asked else [],
    }
