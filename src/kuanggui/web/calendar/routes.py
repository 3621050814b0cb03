"""Routes of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from kuanggui.app.calendar.deadline import Deadline, DeadlineKind, Duty
from kuanggui.app.calendar.deadlines import Span, find_deadlines
from kuanggui.app.calendar.writing import as_icalendar, cited
from kuanggui.web.adjustments.routes import AtDesk

router = APIRouter(tags=["calendar"])
ICALENDAR = "text/calendar"


class DeadlineAnswer(BaseModel):
    """Something due on a day; `opens` is the first day to do it, `done` the adjustment that did it, `basis` the document."""

    id: str
    kind: DeadlineKind
    day: date
    opens: date | None
    who: Duty
    plan: str
    plan_title: str
    year: int
    feature: str | None
    name: str | None
    expires: date | None
    done: str | None
    basis: str
    confidence: str
    note: str | None
    parameter: str

    @classmethod
    def of(cls, deadline: Deadline) -> DeadlineAnswer:
        """The answer for a deadline."""
        names = cls.model_fields.keys() - {"basis"}
        return cls(basis=cited(deadline), **{name: getattr(deadline, name) for name in names})


def _span(
    first: Annotated[date | None, Query(description="From this day on; default: the first of this year.")] = None,
    last: Annotated[date | None, Query(description="Up to this day; default: the last of the year of `first`.")] = None,
) -> Span:
    begin = first or datetime.now(UTC).astimezone().date().replace(month=1, day=1)
    return Span(begin, last or date(begin.year, 12, 31))


Asked = Annotated[Span, Depends(_span)]
PlanId = Annotated[str | None, Query(description="The id of a plan; default: all.", max_length=200)]


@router.get("/calendar")
def calendar(desk: AtDesk, span: Asked, plan: PlanId = None) -> list[DeadlineAnswer]:
    """What is due in a time, by day: monitoring, the annual batch, ends of planning periods, renewals of rights."""
    return [DeadlineAnswer.of(each) for each in find_deadlines(desk, span, plan)]


@router.get(
    "/calendar.ics",
    response_class=Response,
    responses={200: {"description": "The calendar.", "content": {ICALENDAR: {"schema": {"type": "string"}}}}},
)
def download(desk: AtDesk, span: Asked, plan: PlanId = None) -> Response:
    """The same as an iCalendar file, without what is done."""
    content = as_icalendar(find_deadlines(desk, span, plan), datetime.now(UTC))
    headers = {"Content-Disposition": "attachment; filename=kuanggui.ics"}
    return Response(content, media_type=f"{ICALENDAR}; charset=utf-8", headers=headers)
