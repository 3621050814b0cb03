"""Routes of plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from kuanggui.app.changed_figures import Changes, changed_figures
from kuanggui.app.plan_parts import PlanMark, PlanPart, plan_marks, plan_part
from kuanggui.app.plan_reach import ReadablePlan
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.app.plans import PARTS
from kuanggui.app.reading_text import ReadingText, reading_text
from kuanggui.errors import ForbiddenError
from kuanggui.web.day import Day, today
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers, not_found
from kuanggui.web.services import Shelf

router = APIRouter(prefix="/plans", tags=["plans"], responses=answers(503))


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan of the database: its entry, the years its head states, and how many records each of its parts has."""

    entry: ReadablePlan
    issuer: str
    base_year: int | None
    outlook_year: int | None
    parts: dict[str, int]
    source_size: int
    source_reader: str


def _entry(
    plan: Annotated[str, Path(description="The id of a plan.", max_length=200)], shelf: Shelf, caller: Caller
) -> ReadablePlan:
    found = shelf.visible_entry(plan, caller)
    if found is None:
        raise not_found(f"规划 {plan}")
    return found


def _own_entry(entry: Annotated[ReadablePlan, Depends(_entry)]) -> ReadablePlan:
    if entry.above:
        raise ForbiddenError(f"{entry.id} 是上级规划，只能查看；请在本辖区的规划中办理")
    return entry


Entry = Annotated[ReadablePlan, Depends(_entry)]
"""A plan that the caller may read."""
OwnEntry = Annotated[ReadablePlan, Depends(_own_entry)]
"""A plan of the caller's region: for routes that work on it."""


@router.get("")
def plans(shelf: Shelf, caller: Caller) -> list[ReadablePlan]:
    """The plans in the caller's region, latest import first; then those in force of the regions above his, for reading only."""
    return shelf.visible(caller)


@router.get("/{plan}", responses=answers(404))
def plan(entry: Entry, shelf: Shelf) -> PlanSummary:
    """What a plan is, and what was read from it."""
    return _summary(entry, shelf)


@router.get("/{plan}/text", responses=answers(404))
def text(entry: Entry, shelf: Shelf) -> ReadingText:
    """The outline, clauses and boxes of a plan, every character with its place in the document."""
    return reading_text(shelf.reading(entry))


@router.get("/{plan}/marks", responses=answers(404))
def marks(entry: Entry, shelf: Shelf, as_of: Day = None) -> list[PlanMark]:
    """The places in the text that the records of a plan were read from, with the figures that adjustments have put in their place."""
    return plan_marks(shelf.plan(entry), _changes(shelf, entry, as_of))


@router.get("/{plan}/parts/{part}", responses=answers(404, 422))
def part(
    entry: Entry,
    part: Annotated[str, Path(description=f"One of {', '.join(PARTS)}.", max_length=40)],
    shelf: Shelf,
    words: Annotated[str, Query(description="Words that a row has to hold, divided by blanks.", max_length=200)] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=2000)] = 500,
    as_of: Day = None,
) -> PlanPart:
    """One part of a plan as a table: indicators, caps, zones, block groups and so on.

    Figures stand as printed; where an adjustment has changed one, the figure in force on the day stands beside it.
    """
    if part not in PARTS:
        raise not_found(f"部分 {part}")
    changes = _changes(shelf, entry, as_of)
    return plan_part(shelf.plan(entry), part, words=words, offset=offset, limit=limit, changes=changes)


def _changes(shelf: PlanShelf, entry: ReadablePlan, as_of: date | None) -> Changes:
    """What adjustments have set; of a plan above the caller's region the adjustments themselves are not for reading."""
    with shelf.looking() as work:
        changes = changed_figures(work, shelf.plan(entry), as_of or today())
    if not entry.above:
        return changes
    return {key: replace(changed, adjustment="", title="") for key, changed in changes.items()}


def _summary(entry: ReadablePlan, shelf: PlanShelf) -> PlanSummary:
    plan = shelf.plan(entry)
    return PlanSummary(
        entry=entry,
        issuer=plan.issuer.text if plan.issuer else "",
        base_year=plan.base_year.start if plan.base_year else None,
        outlook_year=plan.outlook_year.start if plan.outlook_year else None,
        parts={name: len(getattr(plan, name)) for name in PARTS},
        source_size=plan.source.size,
        source_reader=plan.source.reader,
    )
