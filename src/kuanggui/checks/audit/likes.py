"""Figures that speak of the same thing: one attribute, the same minerals, places and scope."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.model.fact import Fact

# Qualifiers that say how a figure came about, not what it counts.
MANNER = {"accounting", "existing", "target", "achieved"}


def scope(fact: Fact) -> frozenset[str]:
    """What narrows a figure."""
    return frozenset(fact.qualifiers) - MANNER


def places(case: AuditCase, fact: Fact) -> frozenset[str]:
    """The administrative units a figure is about, the area of the plan itself left out."""
    return frozenset(fact.regions) - {case.reading.region or ""}


def comparable(one: Fact, other: Fact) -> bool:
    """Whether two figures have one dimension and rate, and no two bases."""
    a, b = one.quantity, other.quantity
    if a.unit is None or b.unit is None or (a.unit.dimension, a.unit.per) != (b.unit.dimension, b.unit.per):
        return False
    return a.basis is None or b.basis is None or a.basis == b.basis


def same_year(one: Fact, other: Fact) -> bool:
    """Whether two figures can hold for one year: the same or an unknown one."""
    return one.period is None or other.period is None or one.period.end == other.period.end


def in_one_breath(one: Fact, other: Fact) -> bool:
    """Whether two figures stand in one paragraph."""
    return one.clause is not None and one.clause == other.clause


def likes(case: AuditCase, fact: Fact) -> Sequence[Fact]:
    """The other figures of the document that speak of the same thing in a comparable unit."""
    return [
        other
        for other in case.facts_about[fact.attribute]
        if other.id != fact.id
        and set(other.minerals) == set(fact.minerals)
        and scope(other) == scope(fact)
        and places(case, other) == places(case, fact)
        and comparable(fact, other)
    ]
