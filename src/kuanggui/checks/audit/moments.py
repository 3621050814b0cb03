"""When a figure holds, in the terms of the plan: a year, a span of years, or not said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.subjects import is_about_state, says_base_year
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

_SPAN = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-－—–~～至到]+\s*((?:19|20)\d{2})")
_BOUNDS = {Relation.AT_MOST, Relation.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Horizon:
    """The first and last year of the planning period; None where the document does not say."""

    first: int | None
    last: int | None

    @property
    def base(self) -> int | None:
        """The year before the period, whose end the plan starts from."""
        return None if self.first is None else self.first - 1


@dataclass(frozen=True, slots=True)
class Moment:
    """One year (`start` equals `end`) or a span; `said` unless it follows from the heading or table only."""

    start: int
    end: int
    said: bool = True

    @property
    def is_span(self) -> bool:
        """Whether it is more than one year."""
        return self.start != self.end

    def is_same(self, other: Moment) -> bool:
        """Whether the years are the same, however they were found."""
        return (self.start, self.end) == (other.start, other.end)


@once_per_case
def horizon_of(case: AuditCase) -> Horizon:
    """The planning period as the title of the document, or the first clause that names a planning period, has it."""
    texts = [case.reading.title, *(clause.text.text for clause in case.reading.clauses if "规划" in clause.text.text)]
    for text in texts:
        for match in _SPAN.finditer(text):
            first, last = int(match.group(1)), int(match.group(2))
            if 2 <= last - first <= 15:
                return Horizon(first, last)
    return Horizon(None, None)


def moment_of(case: AuditCase, fact: Fact) -> Moment | None:
    """The year or years of a fact; without one, the base year below headings about the state of things, else the target year."""
    horizon = horizon_of(case)
    if fact.period is not None:
        return Moment(fact.period.start, fact.period.end)
    if horizon.base is None or horizon.last is None:
        return None
    if "achieved" in fact.qualifiers or (_is_of_base_year(case, fact) and "target" not in fact.qualifiers):
        return Moment(horizon.base, horizon.base)
    if "previous" in fact.qualifiers:
        return Moment(horizon.base, horizon.base, said=False)
    state = _state_below(case).get(fact.section)
    if "target" in fact.qualifiers or "planned" in fact.qualifiers:
        state = False
    if "existing" in fact.qualifiers:
        state = True
    year = None if state is None else horizon.base if state else horizon.last
    return None if year is None else Moment(year, year, said=False)


def is_goal(case: AuditCase, fact: Fact) -> bool:
    """Whether the figure is to be reached or kept to, not one that was found."""
    if "achieved" in fact.qualifiers or "existing" in fact.qualifiers:
        return False
    if "target" in fact.qualifiers or "planned" in fact.qualifiers:
        return True
    horizon = horizon_of(case)
    if fact.period is None or horizon.first is None:
        return fact.quantity.relation in _BOUNDS
    return fact.period.end >= horizon.first


def _is_of_base_year(case: AuditCase, fact: Fact) -> bool:
    box = case.boxes.get(fact.box or "")
    return box is not None and says_base_year(box.title)


@once_per_case
def _state_below(case: AuditCase) -> Mapping[str, bool | None]:
    return {section: is_about_state(case.headings(section)) for section in case.sections}
