"""Averages as quotients: per head, per mine, per hectare, per year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.operands import RATES, Operand, farness, may_concern
from kuanggui.checks.audit.quotients import ONE, Amount, Range, amount, printed
from kuanggui.model.fact import Fact

NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10}
YEARS = re.compile(r"([两二三四五六十]|\d{1,2})\s*年(?:间|来|内|期间|累计|合计)")
PER = re.compile(r"每(?P<unit>公顷|亩|平方公里|平方千米|平方米|公里|千米|个|座|处|家|宗|项|口|人)")
CUMULATIVE = re.compile(r"累计|共计|合计|总计|总共|共")


@dataclass(frozen=True, slots=True)
class Average:
    """One way to come by an average: what is divided, by what (figures or a number of years), and what that gives."""

    total: Amount
    by: Amount | None
    words: str
    range: Range
    middle: Decimal
    near: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures it rests on."""
        return (*self.total.facts, *(self.by.facts if self.by else ()))


def averages(case: AuditCase, fact: Fact, entry: Mapping[str, Any]) -> list[Average]:
    """The ways an average can be meant, the likeliest first."""
    if entry.get("years"):
        found = list(_per_year(case, fact))
    elif entry.get("per_unit"):
        found = list(_per_unit(case, fact))
    else:
        found = list(_per_thing(case, fact, entry))
    return sorted(found, key=lambda one: (not one.near, farness(one.middle, fact)))


def _per_thing(case: AuditCase, fact: Fact, entry: Mapping[str, Any]) -> Iterator[Average]:
    by = Operand.of(entry["by"])
    of = Operand.of(entry["of"]) if "of" in entry else None
    facts = [f for f in case.facts_in_clause[fact.clause or ""] if f.id != fact.id and may_concern(f, fact)]
    totals = [f for f in facts if _alike(f, fact) and (of.fits(f) if of else f.attribute == fact.attribute)]
    for below in facts:
        if by.fits(below) and below.quantity.is_count and below.quantity.low > 0:
            yield from (_over(total, below, fact) for total in totals if total.quantity.low > 0)


def _per_unit(case: AuditCase, fact: Fact) -> Iterator[Average]:
    named = PER.search(fact.subject)
    sentence = [
        f for f in case.facts_in_clause[fact.clause or ""] if f.sentence == fact.sentence and f.end <= fact.start
    ]
    totals = [f for f in sentence if _alike(f, fact)][-1:]
    below = [f for f in sentence if named and f.quantity.unit and _is_unit(f, named["unit"])][-1:]
    if totals and below and below[0].quantity.low > 0:
        yield _over(totals[0], below[0], fact, counted=True)


def _is_unit(fact: Fact, word: str) -> bool:
    name = fact.quantity.unit.name if fact.quantity.unit else ""
    return name == word or {name, word} == {"平方公里", "平方千米"} or {name, word} == {"公里", "千米"}


def _over(total: Fact, below: Fact, fact: Fact, *, counted: bool = False) -> Average:
    unit = below.quantity.unit.factor if counted and below.quantity.unit else ONE
    quotient = amount(total).range.over(amount(below).range)
    assert quotient is not None
    return Average(
        total=amount(total),
        by=amount(below),
        words=printed(below.quantity),
        range=quotient.mapped(lambda value: value * unit),
        middle=amount(total).middle / amount(below).middle * unit,
        near=total.sentence == below.sentence == fact.sentence and total.clause == fact.clause,
    )


def _per_year(case: AuditCase, fact: Fact) -> Iterator[Average]:
    """A sum over years printed in front of the average, or the years of a box added up."""
    count = _years(case, fact)
    if count is None:
        return
    here = [f for f in case.facts_in_clause[fact.clause or ""] if f.end <= fact.start and may_concern(f, fact)]
    for total in here:
        summed = CUMULATIVE.search(total.subject) or "cumulative" in total.qualifiers
        if summed and _alike(total, fact) and total.attribute == fact.attribute:
            yield _by_years(amount(total), count, near=total.sentence == fact.sentence)
    for series in _series(case, fact):
        if len(series) == count:
            yield _by_years(Amount(tuple(series)), count, near=False)


def _by_years(total: Amount, count: int, *, near: bool) -> Average:
    return Average(total, None, f"{count}年", total.range.mapped(lambda v: v / count), total.middle / count, near)


def _years(case: AuditCase, fact: Fact) -> int | None:
    """The number of years an average is over: said in its sentence, or those of its period."""
    clause = case.clauses.get(fact.clause or "")
    said = YEARS.findall(clause.text.text[: fact.start]) if clause else []
    if said:
        word = said[-1]
        return NUMERALS.get(word) or int(word)
    span = fact.period.end - fact.period.start + 1 if fact.period else 1
    return span if span > 1 else None


def _series(case: AuditCase, fact: Fact) -> Iterator[Sequence[Fact]]:
    """The figures of single years that one box gives for the same thing, if no year is missing between the first and the last."""
    of_box: dict[str, dict[int, Fact]] = {}
    for other in case.facts_about[fact.attribute]:
        same = set(other.minerals) == set(fact.minerals) and _alike(other, fact)
        if same and other.box and other.row is not None and other.period and other.period.start == other.period.end:
            of_box.setdefault(other.box, {}).setdefault(other.period.start, other)
    for yearly in of_box.values():
        if max(yearly) - min(yearly) == len(yearly) - 1:
            yield [yearly[year] for year in sorted(yearly)]


def _alike(one: Fact, other: Fact) -> bool:
    a, b = one.quantity.unit, other.quantity.unit
    return a is not None and b is not None and a.dimension not in RATES and a.dimension == b.dimension.split("/")[0]
