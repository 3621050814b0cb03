"""Routes of adjustments: list, read, draft, and every step on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from kuanggui.app.adjustments import workflow
from kuanggui.app.adjustments.on_the_map import adjustment_geojson
from kuanggui.app.adjustments.reading import (
    AdjustmentEntry,
    OpenAdjustment,
    Wanted,
    find_adjustments,
    open_adjustment,
    plan_of,
)
from kuanggui.app.adjustments.workflow import Desk
from kuanggui.model.adjustment import AdjustmentState, AdjustmentType
from kuanggui.web.adjustments.schema import EnforceOrder, NewDraft, Redraft, ReturnOrder, StepOrder
from kuanggui.web.map.schema import MapLayer
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import Config

router = APIRouter(prefix="/adjustments", tags=["adjustments"])
STEP = answers(404, 409, 422)


def _desk(config: Config, caller: Caller) -> Desk:
    return Desk(config.db, caller, layers=config.layers)


AtDesk = Annotated[Desk, Depends(_desk)]


def _key(adjustment: Annotated[str, Path(description="The id of an adjustment.", max_length=80)], desk: AtDesk) -> str:
    if plan_of(desk, adjustment) is None:
        raise not_found(f"调整 {adjustment}")
    return adjustment


Key = Annotated[str, Depends(_key)]


@router.get("")
def adjustments(
    desk: AtDesk,
    plan: Annotated[str | None, Query(description="The id of a plan.", max_length=200)] = None,
    state: AdjustmentState | None = None,
    type: AdjustmentType | None = None,  # noqa: A002 - the name of the field
    mine: Annotated[bool, Query(description="Only those with a step that waits for the caller.")] = False,
) -> list[AdjustmentEntry]:
    """The adjustments the caller may read, the latest step first, each with the steps he may take now."""
    return find_adjustments(desk, Wanted(plan, state, type, mine))


@router.post("", status_code=HTTPStatus.CREATED, responses=answers(409, 413, 422))
def draft(order: NewDraft, desk: AtDesk) -> OpenAdjustment:
    """Draft an adjustment; 409 when a feature has changed since the editor loaded it."""
    return open_adjustment(desk, workflow.draft_adjustment(desk, order.draft(), order.plan).id)


@router.get("/{adjustment}", responses=answers(404))
def adjustment(key: Key, desk: AtDesk) -> OpenAdjustment:
    """An adjustment with its changes in words and figures, remarks of the checks, and every step with who, when and comment."""
    return open_adjustment(desk, key)


@router.put("/{adjustment}", responses=answers(404, 409, 413, 422))
def redraft(key: Key, order: Redraft, desk: AtDesk) -> OpenAdjustment:
    """Replace a draft, or one that was returned; its attachments stay."""
    workflow.redraft_adjustment(replace(desk, seen=order.version), key, order.draft())
    return open_adjustment(desk, key)


@router.get("/{adjustment}/map", response_model=MapLayer, responses=answers(404))
def before_and_after(key: Key, desk: AtDesk) -> Response:
    """GeoJSON of the features before and after, and of what is in force around them (`side`)."""
    content = json.dumps(adjustment_geojson(desk, key), ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type="application/json")


@router.post("/{adjustment}/submit", responses=STEP)
def submit(key: Key, order: StepOrder, desk: AtDesk) -> OpenAdjustment:
    """Hand a draft in."""
    workflow.submit_adjustment(replace(desk, seen=order.version), key, order.comment)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/check", responses=STEP)
def check(key: Key, order: StepOrder, desk: AtDesk) -> OpenAdjustment:
    """Run the checks: it goes on, or is returned with what blocks it."""
    workflow.check_submitted(replace(desk, seen=order.version), key, order.comment)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/approve", responses=STEP)
def approve(key: Key, order: StepOrder, desk: AtDesk) -> OpenAdjustment:
    """Approve what was checked."""
    workflow.approve_adjustment(replace(desk, seen=order.version), key, order.comment)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/return", responses=STEP)
def send_back(key: Key, order: ReturnOrder, desk: AtDesk) -> OpenAdjustment:
    """Send one back with a comment."""
    workflow.return_adjustment(replace(desk, seen=order.version), key, order.comment, None)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/enforce", responses=STEP)
def enforce(key: Key, order: EnforceOrder, desk: AtDesk) -> OpenAdjustment:
    """Put an approved one in force from a day on."""
    day = order.effective_on or _today()
    workflow.enforce_adjustment(replace(desk, seen=order.version), key, day, order.comment)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/report", responses=STEP)
def report(key: Key, order: StepOrder, desk: AtDesk) -> OpenAdjustment:
    """Note that what is in force was reported upward."""
    workflow.report_adjustment(replace(desk, seen=order.version), key, order.comment)
    return open_adjustment(desk, key)


@router.post("/{adjustment}/undo", status_code=HTTPStatus.CREATED, responses=STEP)
def undo(key: Key, order: ReturnOrder, desk: AtDesk) -> OpenAdjustment:
    """Draft the adjustment that takes one back; the comment is its reason."""
    made = workflow.undo_adjustment(replace(desk, seen=order.version), key, order.comment)
    return open_adjustment(desk, made.id)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
