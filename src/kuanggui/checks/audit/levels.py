"""Figures of a plan beside those of the plan above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.keys import Key, keys_of
from kuanggui.checks.audit.likeness import LEVELS, Likeness, compare
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.model.fact import Fact
from kuanggui.regulation import division

# What a plan calls the level above it, by the level of its own area.
LEVEL_ABOVE = {"prefecture": frozenset({"provincial", "national"}), "county": frozenset({"municipal", "provincial"})}


@dataclass(frozen=True, slots=True)
class AcrossLevels:
    """A fact of the plan and the fact of the plan above that says the same of the plan's area."""

    own: Fact
    upper: Fact
    likeness: Likeness


@once_per_case
def upper_case(case: AuditCase) -> AuditCase:
    """The plan above as a case of its own; raises ValueError when there is none."""
    if case.upper is None:
        raise ValueError("no upper plan")
    return AuditCase(case.upper)


def across_levels(case: AuditCase) -> Iterator[AcrossLevels]:
    """Each figure that carries out the plan above, with what that plan says of this area; the nearest in meaning only."""
    above = [*_of_this_area(case)]
    for fact_id, key in keys_of(case).items():
        fact = case.facts[fact_id]
        if not _carries_out(case, key):
            continue
        own = replace(key, scope=key.scope - LEVELS)
        found = [(like, other) for other, upper in above if (like := compare(own, upper, horizon_of(case))) is not None]
        if found:
            likeness, other = min(found, key=lambda item: item[0].weight)
            yield AcrossLevels(fact, other, likeness)


def _carries_out(case: AuditCase, key: Key) -> bool:
    """Whether a figure is said to be set by the plan above, or is a goal of a kind that it may set."""
    level = division(case.reading.region).level if case.reading.region else ""
    return bool(key.scope & LEVEL_ABOVE.get(level, frozenset())) or (key.goal and not key.scope & LEVELS)


def _of_this_area(case: AuditCase) -> Iterator[tuple[Fact, Key]]:
    """The facts of the plan above about the area of this plan, as this plan would say them."""
    upper, home = upper_case(case), case.reading.region
    for fact_id, key in keys_of(upper).items():
        if home is not None and home in key.regions and len(key.regions) == 1:
            yield upper.facts[fact_id], replace(key, regions=frozenset(), scope=key.scope - LEVELS)
