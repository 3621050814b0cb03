"""A figure given again in another unit, or as what it contains, that is not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.flows import dimension
from kuanggui.checks.audit.quotients import Fit, Range, amount, fit, in_unit_of, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

AGAIN = re.compile(r"^[，,、；（(]?\s*(?:折合|约合|折算[为成]?|换算[为成]|合|即|也就是)[^，。；\d]{0,10}$")
CONTAINED = re.compile(r"^[）)]?[，,]?\s*(?:相当于|折合|折算[为成]?|含|合)[^，。；]{0,14}$")


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure, what it is reckoned from, and what that gives."""

    result: Fact
    sources: tuple[Fact, ...]
    range: Range
    middle: Decimal


@rule(
    code="AUD309",
    title="换算结果不符",
    title_en="A converted figure differs",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("facts",),
    message="{subject}{stated}，按{sources}换算为{recomputed}。",
    message_en="{subject} {stated}: converted from {sources} it is {recomputed}.",
    remedy="核对换算前后的两个数据和单位。",
    remedy_en="Check both figures and their units.",
)
def conversion_differs(case: AuditCase) -> Iterator[Said]:
    """What is given again in another unit (折合, 约合) is the same; a content is the amount times its percentage.

    A depth of rain becomes a volume of water over the area of the region.
    """
    for facts in case.facts_in_clause.values():
        for way in _conversions(case, facts):
            if fit(way.result.quantity, way.range) is Fit.HOLDS:
                yield Checked([way.result, *way.sources])
                continue
            unit = way.result.quantity.unit.name if way.result.quantity.unit else ""
            yield Hit(
                subject=way.result.subject,
                figures=[way.result, *way.sources],
                evidence={
                    "stated": way.result.quantity,
                    "recomputed": (in_unit_of(way.result.quantity, way.middle), unit),
                },
                values={"sources": " × ".join(printed(fact.quantity) for fact in way.sources)},
                severity=Severity.WARNING if fit(way.result.quantity, way.range) is Fit.NEARLY else Severity.ERROR,
            )


def _conversions(case: AuditCase, facts: Sequence[Fact]) -> Iterator[Conversion]:
    clause = case.clauses.get(facts[0].clause or "") if facts else None
    if clause is None:
        return
    for number, fact in enumerate(facts[1:], 1):
        before = facts[number - 1]
        link = clause.text.text[before.end : fact.start]
        if before.sentence != fact.sentence or _unit(before) == _unit(fact):
            continue
        if AGAIN.match(link) and _kind(before) == _kind(fact):
            yield Conversion(fact, (before,), amount(before).range, amount(before).middle)
        elif AGAIN.match(link) and (dimension(before), dimension(fact)) == ("length", "volume"):
            yield from _over_area(case, before, fact)
        elif number > 1 and dimension(before) == "ratio" and CONTAINED.match(link):
            yield from _contained(facts[number - 2], before, fact)


def _over_area(case: AuditCase, depth: Fact, volume: Fact) -> Iterator[Conversion]:
    areas = [f for f in case.facts_about["land_area"] if f.row is None and not set(f.regions) - {case.reading.region}]
    if len({amount(area).middle for area in areas}) == 1:
        yield _product(volume, depth, areas[0])


def _contained(whole: Fact, content: Fact, result: Fact) -> Iterator[Conversion]:
    if _kind(whole) == _kind(result) and whole.sentence == result.sentence:
        yield _product(result, whole, content)


def _product(result: Fact, one: Fact, other: Fact) -> Conversion:
    first, second = amount(one).range, amount(other).range
    both = Range(first.low * second.low, first.high * second.high)
    return Conversion(result, (one, other), both, amount(one).middle * amount(other).middle)


def _kind(fact: Fact) -> tuple[str, str | None]:
    return dimension(fact), fact.quantity.unit.per if fact.quantity.unit else None


def _unit(fact: Fact) -> str:
    return fact.quantity.unit.name if fact.quantity.unit else ""
