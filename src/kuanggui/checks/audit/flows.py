"""Figures of what is mined of a mineral: output, consumed resources, caps, capacities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.keys import container
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import moment_of
from kuanggui.model.fact import Fact
from kuanggui.model.units import Basis

MINED = ("output", "consumed_resources", "annual_output_cap")
FLOWS = (*MINED, "capacity")
AMOUNTS = {"mass", "volume"}
# Qualifiers of figures that are no yearly amount of the whole.
OTHER_THINGS = {"difference", "new", "cumulative", "average", "each", "minimum"}


@once_per_case
def flows_by_mineral(case: AuditCase) -> Mapping[str, Sequence[Fact]]:
    """Yearly amounts in tonnes or cubic metres by mineral, those of several minerals together left out."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for attribute in FLOWS:
        for fact in case.facts_about[attribute]:
            unit = fact.quantity.unit
            plain = unit is not None and unit.dimension in AMOUNTS and not OTHER_THINGS & {*fact.qualifiers}
            if plain and len(fact.minerals) == 1 and fact.quantity.high > 0:
                found[fact.minerals[0]].append(fact)
    return found


def same_moment(case: AuditCase, one: Fact, other: Fact) -> bool:
    """Whether two figures can hold for one time."""
    a, b = moment_of(case, one), moment_of(case, other)
    return a is None or b is None or a.is_same(b)


def apart(one: Fact, other: Fact) -> bool:
    """Whether two figures stand in different paragraphs or boxes."""
    return container(one) != container(other)


def dimension(fact: Fact) -> str:
    """The dimension of a figure, empty without a unit."""
    return fact.quantity.unit.dimension if fact.quantity.unit else ""


def bases_agree(one: Basis | None, other: Basis | None) -> bool:
    """Whether two tonnages can count the same: ore, metal …; an unknown basis agrees with any."""
    return one is None or other is None or one is other
