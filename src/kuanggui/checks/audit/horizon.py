"""The years a plan is about: base year, planning period, outlook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kuanggui.checks.audit.case import AuditCase
from kuanggui.model.outline import Clause
from kuanggui.model.place import Place

BASE = re.compile(
    r"(?:以\s*(?P<a>(?:19|20)\d{2})\s*年(?:末|底)?(?:作?为|是)(?:规划)?)基(?:期|准年|年)"
    r"|(?:规划)?基(?:期|准年|年)(?:为|是|：)\s*(?P<b>(?:19|20)\d{2})"
    r"|(?P<c>(?:19|20)\d{2})\s*年(?:末|底)?(?:的)?基期"
)
SPAN = re.compile(r"(?P<a>(?:19|20)\d{2})\s*年?\s*[-－—–~～至到]+\s*(?P<b>(?:19|20)\d{2})\s*年?")
BEHIND = SPAN.pattern.replace("P<a>", "P<c>").replace("P<b>", "P<d>")
PERIOD = re.compile(rf"(?:规划期(?:限|为)*\s*(?:为|：)?\s*{SPAN.pattern}|{BEHIND}\s*(?:作?为|是)规划期)")
OUTLOOK = re.compile(r"展望(?:期)?(?:到|至|为)?\s*(?P<a>(?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class YearSaid:
    """One or two years that a clause names for a role: base, period (first and last year) or outlook."""

    role: str
    years: tuple[int, ...]
    place: Place


def years_said(case: AuditCase) -> Iterator[YearSaid]:
    """Every statement of base year, planning period and outlook in running text."""
    for clause in case.reading.clauses:
        text = clause.text.text
        for match in BASE.finditer(text):
            if year := match["a"] or match["b"] or match["c"]:
                yield _said(case, clause, "base", (int(year),), match)
        for match in PERIOD.finditer(text):
            first, last = match["a"] or match["c"], match["b"] or match["d"]
            yield _said(case, clause, "period", (int(first), int(last)), match)
        for match in OUTLOOK.finditer(text):
            yield _said(case, clause, "outlook", (int(match["a"]),), match)


def _said(case: AuditCase, clause: Clause, role: str, years: tuple[int, ...], match: re.Match[str]) -> YearSaid:
    return YearSaid(role, years, case.reading.document.place(clause.text, *match.span()))


def title_period(case: AuditCase) -> tuple[int, int] | None:
    """The planning period in the title."""
    match = SPAN.search(case.reading.title)
    return (int(match["a"]), int(match["b"])) if match else None


def planning_period(case: AuditCase) -> tuple[int, int] | None:
    """The planning period: from the title, otherwise the first one stated."""
    said = next((s.years for s in years_said(case) if s.role == "period"), None)
    return title_period(case) or ((said[0], said[1]) if said else None)


def base_year(case: AuditCase) -> int | None:
    """The base year: as stated, otherwise the year before the planning period."""
    said = next((s.years[0] for s in years_said(case) if s.role == "base"), None)
    period = planning_period(case)
    return said if said is not None else period[0] - 1 if period else None


def base_day(case: AuditCase) -> date | None:
    """The last day of the base year."""
    year = base_year(case)
    return date(year, 12, 31) if year else None
