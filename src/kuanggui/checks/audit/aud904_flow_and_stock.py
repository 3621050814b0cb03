"""A figure of output that turns up as a figure of new resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.flows import dimension
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

FEWEST_DIGITS = 4
MOST_TOGETHER = 3  # minerals whose output is added up
MINED = {"output", "consumed_resources", "product_output"}


@rule(
    code="AUD904",
    title="产量数据用作新增资源量",
    title_en="Output stated as new resources",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("facts",),
    message="{subject}的新增资源量{new}与产量{mined}数字相同，疑把产量填作新增资源量。",
    message_en="{subject}: new resources {new} and output {mined} have the same figures; output was probably put for new resources.",
    remedy="核对新增资源量的来源。",
    remedy_en="Check where the figure of new resources comes from.",
)
def flow_and_stock(case: AuditCase) -> Iterator[Said]:
    """What was found and what was mined of a mineral are not the same number of four digits or more.

    Nor is what was found of several minerals together the sum of what was mined of each.
    """
    mined = _mined(case)
    for fact in case.facts_about["new_resources"]:
        figures = _figures(fact.quantity.low)
        if len(figures) < FEWEST_DIGITS:
            continue
        same = [m for key in fact.minerals for m in mined.get(key, ()) if _figures(m.quantity.low) == figures][:1]
        if found := same or _summed(fact, mined):
            values = {"new": fact.quantity.text, "mined": "+".join(m.quantity.text for m in found)}
            yield Hit(fact.subject or fact.quantity.text, [fact, *found], values=values)
        else:
            yield Checked()


def _mined(case: AuditCase) -> Mapping[str, Sequence[Fact]]:
    """What was mined, by mineral; figures of several minerals together stand under each."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if fact.attribute in MINED:
            for key in fact.minerals:
                found[key].append(fact)
    return found


def _summed(fact: Fact, mined: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    """Figures of output, one for each of the minerals, of one kind and year, that come to exactly what was found of all together."""
    if not 1 < len(fact.minerals) <= MOST_TOGETHER:
        return []
    each = [[m for m in mined.get(key, ()) if m.minerals == (key,) and _alike(m, fact)] for key in fact.minerals]
    for terms in product(*each):
        together = sum((_base(m) for m in terms), Decimal(0))
        if len({(m.attribute, m.period) for m in terms}) == 1 and together == _base(fact):
            return [*terms]
    return []


def _alike(mined: Fact, found: Fact) -> bool:
    exact = mined.quantity.relation is found.quantity.relation is Relation.EQUAL
    return exact and dimension(mined) == dimension(found) and not mined.quantity.is_range


def _base(fact: Fact) -> Decimal:
    return fact.quantity.low * (fact.quantity.unit.factor if fact.quantity.unit else 1)


def _figures(value: Decimal) -> str:
    return f"{value:f}".replace(".", "").strip("0")
