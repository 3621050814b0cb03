"""Use case: the deadlines of a time, for the plans that somebody may read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from kuanggui.app.adjustments.actions import Rights
from kuanggui.app.adjustments.checking import COUNTED
from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.authority import Action, admit_somewhere
from kuanggui.app.calendar.deadline import Deadline, DeadlineKind, Duty, deadline_by
from kuanggui.app.calendar.rights import renewals
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.adjustment import AdjustmentType
from kuanggui.model.plan import Plan
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision

LONGEST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def find_deadlines(desk: Desk, span: Span, plan: str | None = None) -> list[Deadline]:
    """What is due in a time, by day, for the plans the caller may read or the one named.

    Raises InputError for a time that ends before it begins, ForbiddenError for strangers and where the named plan is not the caller's.
    """
    if span.last < span.first or span.last.year - span.first.year > LONGEST_YEARS:
        raise InputError(f"{span.first} 至 {span.last}：起止日期不对，或超过 {LONGEST_YEARS} 年；请改正")
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        admit_somewhere(work, desk.by, Action.READ)
        rights = Rights(work, desk.by)
        known = [entry.id for entry in work.plans() if plan in {None, entry.id}]
        if plan is not None and known:
            rights.admit(plan, Action.READ)
        readable = [each for each in known if Action.READ in rights.on(each)]
        found = [
            each
            for key in readable
            for each in _of_plan(work, key)
            if each.day in span or (each.opens is not None and each.opens in span)
        ]
        yearly = [each for key in readable for each in _yearly(work, work.load_head(key), span)]
        return sorted([*found, *yearly], key=lambda each: (each.day, each.id))


def _of_plan(work: Work, key: str) -> Iterator[Deadline]:
    plan = work.load_head(key)
    if plan.planning_period is not None:
        end = date(plan.planning_period.end, 12, 31)
        provision = Law(end).value("cn.planning.period_review")
        if provision is not None:
            yield deadline_by(provision, DeadlineKind.PERIOD_END, end, _named(plan), who=_who(provision), year=end.year)
    yield from renewals(work, _named(plan), date.today())


def _yearly(work: Work, plan: Plan, span: Span) -> Iterator[Deadline]:
    """Duties of each year in which the plan runs; monitoring is of the year before."""
    period = plan.planning_period
    if period is None:
        return
    batches = _batches(work, plan.id)
    for year in range(span.first.year, span.last.year + 1):
        if period.start < year <= period.end + 1:
            yield from _due("cn.planning.monitoring_due", DeadlineKind.MONITORING, plan, (year, year - 1), span, None)
        if period.start <= year <= period.end:
            done = batches.get(year)
            yield from _due("cn.planning.batch_due", DeadlineKind.ANNUAL_BATCH, plan, (year, year), span, done)


def _due(
    code: str, kind: DeadlineKind, plan: Plan, years: tuple[int, int], span: Span, done: str | None
) -> Iterator[Deadline]:
    """A duty in the first of two years about the second one."""
    provision = Law(date(years[0], 12, 31)).value(code)
    if provision is None:
        return
    day = date(years[0], provision.value["month"], provision.value["day"])
    if day in span and provision.since <= day:
        yield deadline_by(provision, kind, day, _named(plan), who=_who(provision), year=years[1], done=done)


def _batches(work: Work, plan: str) -> dict[int, str]:
    """The annual batches that were approved, by year."""
    done = [each for each in work.adjustments.all(plan) if each.type is AdjustmentType.ANNUAL_BATCH]
    days = {each.id: each.effective_on or (each.at.date() if each.at else None) for each in done}
    return {day.year: each.id for each in done if each.state in COUNTED and (day := days[each.id]) is not None}


def _who(provision: Provision) -> Duty:
    return Duty(provision.value["who"])


def _named(plan: Plan) -> tuple[str, str]:
    return plan.id, plan.title.text if plan.title else plan.id
