"""A value or range that reaches beyond the range it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.bands import RATE_ATTRIBUTES, band, exact
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

OF_WHICH = re.compile(r"^其中|^当中")


@rule(
    code="AUD604",
    title="超出所属区间",
    title_en="A value lies outside the range it belongs to",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，超出所属的区间{whole}。",
    message_en="{subject} {stated} reaches beyond the range {whole} that it is part of.",
    remedy="核对区间和其中的数据。",
    remedy_en="Check the range and the value within it.",
)
def outside_its_range(case: AuditCase) -> Iterator[Said]:
    """What is 其中 of the ranges of the sentence before, or the mean (平均) of the range in front of it, lies within them."""
    for facts in case.facts_in_clause.values():
        rates = [fact for fact in facts if fact.attribute in RATE_ATTRIBUTES]
        for fact in rates:
            outer = _outer(rates, fact)
            if not outer or not any(one.quantity.is_range for one in outer):
                continue
            if _beyond(fact, outer):
                words = "、".join(one.quantity.text for one in outer)
                yield Hit(
                    fact.subject, [fact, *outer], evidence={"stated": fact.quantity.text}, values={"whole": words}
                )
            else:
                yield Checked()


def _beyond(fact: Fact, outer: Sequence[Fact]) -> bool:
    """Whether an end lies outside by more than rounding and 左右 leave open."""
    (low, high), whole = exact([fact]), band(outer)
    return high > whole.high or low < whole.low


def _outer(rates: Sequence[Fact], fact: Fact) -> list[Fact]:
    same = [f for f in rates if f.attribute == fact.attribute and f.start < fact.start]
    if any(OF_WHICH.search(f.subject) for f in [*same, fact] if f.sentence == fact.sentence and f.start <= fact.start):
        return [f for f in same if f.sentence == (fact.sentence or 0) - 1 and not f.minerals]
    if "average" in fact.qualifiers and same and same[-1].quantity.is_range and same[-1].minerals == fact.minerals:
        return same[-1:] if same[-1].sentence == fact.sentence else []
    return []
