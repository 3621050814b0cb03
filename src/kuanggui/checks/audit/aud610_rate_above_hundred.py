"""Rates that cannot be above a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD610",
    title="比率超出可能的范围",
    title_en="A rate is impossible",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，不可能超过100%。",
    message_en="{subject} {stated} cannot be above 100%.",
    remedy="核对该比率。",
    remedy_en="Check the rate.",
)
def rate_above_hundred(case: AuditCase) -> Iterator[Said]:
    """Recoveries, shares and rates of compliance are 100 % at most; `checks/data/bounded_rates.yaml` lists them."""
    bounded = words("bounded_rates")
    for fact in case.reading.facts:
        if not _is_bounded(fact, bounded["attributes"], bounded["but"]):
            continue
        if fact.quantity.high * Decimal(_factor(fact)) <= 1:
            yield Checked()
        else:
            yield Hit(fact.subject or fact.attribute_words, [fact], evidence={"stated": fact.quantity})


def _is_bounded(fact: Fact, attributes: list[str], but: list[str]) -> bool:
    unit = fact.quantity.unit
    if unit is None or unit.dimension != "ratio" or fact.attribute not in attributes:
        return False
    column = fact.place.column or ""
    return not any(word in fact.subject + fact.attribute_words + column for word in but)


def _factor(fact: Fact) -> Decimal:
    return fact.quantity.unit.factor if fact.quantity.unit else Decimal(1)
