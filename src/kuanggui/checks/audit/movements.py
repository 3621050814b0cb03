"""Changes as arithmetic: what a figure went from and to, and by how much it is said to have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.likes import comparable, likes
from kuanggui.model.fact import Change, Fact

FALL = re.compile(r"(?:减少|下降|降低|减幅|降幅|净减|缩减|压减|压缩|减|降|少|负增长)[^，；。]{0,4}$")
LAST_YEAR = re.compile(r"上年|去年|上一年|同比")


@dataclass(frozen=True, slots=True)
class Movement:
    """Before, after, and by how much; `printed` when all three stand in one sentence, `years` between them if known."""

    before: Fact
    after: Fact
    by: Fact
    annual: bool
    printed: bool

    @property
    def falls(self) -> bool:
        """Whether the words say that the figure went down."""
        return bool(FALL.search(self.by.subject))

    @property
    def years(self) -> int | None:
        """Years from before to after."""
        if self.before.period is None or self.after.period is None:
            return None
        return self.after.period.end - self.before.period.end or None

    @property
    def facts(self) -> list[Fact]:
        """The doubtful figure first."""
        return [self.by, self.after, self.before]


def movements(case: AuditCase, dimensions: set[str] | None = None) -> Iterator[tuple[Fact, list[Movement]]]:
    """Every printed figure of change, if given of these dimensions, with the ways to come by it; none where a figure is missing."""
    for change in case.reading.changes:
        if change.growth is None:
            continue
        by = case.facts[change.growth]
        unit = by.quantity.unit
        if unit is not None and (dimensions is None or unit.dimension in dimensions):
            yield by, list(_movements(case, change, by))


def _movements(case: AuditCase, change: Change, by: Fact) -> Iterator[Movement]:
    if change.after is None:
        return
    after = case.facts[change.after]
    if change.before is not None:
        yield Movement(case.facts[change.before], after, by, change.annual, printed=True)
        return
    year = _year_before(after, by)
    for other in likes(case, after) if year and after.attribute else ():
        period = other.period
        if period is not None and period.start == period.end == year and comparable(other, after):
            yield Movement(other, after, by, change.annual, printed=False)


def _year_before(after: Fact, by: Fact) -> int | None:
    """The year that a figure is compared with: named by the words of the change, or the year before."""
    if after.period is None:
        return None
    if LAST_YEAR.search(by.subject):
        return after.period.end - 1
    named = re.search(r"(?<!\d)(?:19|20)\d{2}(?=年)", by.subject)
    return int(named.group()) if named else None
