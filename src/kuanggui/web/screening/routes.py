"""Routes of screening."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote

from fastapi import APIRouter, Response

from kuanggui.app.screening.desk import TypedCase, opinion_on_typed, screen_typed
from kuanggui.app.stock import Stock, stock_at
from kuanggui.web.problems import answers
from kuanggui.web.screening.schema import ScreeningOrder, ScreeningResult
from kuanggui.web.services import Config
from kuanggui.web.settings import Settings

router = APIRouter(prefix="/screenings", tags=["screening"], responses=answers(503))
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.post("")
def answer(order: ScreeningOrder, config: Config) -> ScreeningResult:
    """Screen a range against plan, layers and law: theme by theme, with findings and what could not be decided."""
    return ScreeningResult.model_validate(screen_typed(_stock(config), _typed(order), _day(order), order.plan or None))


@router.post(
    "/opinion",
    response_class=Response,
    responses={
        200: {"description": "The opinion.", "content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def opinion(order: ScreeningOrder, config: Config) -> Response:
    """The opinion on a range as a document to sign."""
    content = opinion_on_typed(_stock(config), _typed(order), _day(order), order.plan or None)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(order.name[:60])}.docx"}
    return Response(content, media_type=DOCX, headers=headers)


def _stock(config: Settings) -> Stock:
    """What there is to screen against."""
    return stock_at(config.db, config.layers)


def _typed(order: ScreeningOrder) -> TypedCase:
    given = {
        "name": order.name,
        "purpose": order.purpose.value,
        "action": order.action.value,
        "minerals": order.minerals,
    }
    return TypedCase(order.corners, order.more | given)


def _day(order: ScreeningOrder) -> date:
    return order.as_of or datetime.now(UTC).astimezone().date()
