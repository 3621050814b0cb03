"""One figure for one thing in units of different kinds: 150万吨 here, 150万立方米 there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.counterparts import Pair
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.keys import Key, container, keys_of
from kuanggui.checks.audit.likeness import compare
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.model.fact import Fact

AMOUNTS = frozenset({"mass", "volume"})


@once_per_case
def unit_twins_of(case: AuditCase) -> Sequence[Pair]:
    """Pairs of facts in different places that are about the same and bear the same digits, one in tonnes and one in cubic metres."""
    found: dict[tuple[str, str], list[tuple[Fact, Key]]] = defaultdict(list)
    for fact_id, key in keys_of(case).items():
        fact = case.facts[fact_id]
        if key.sort.split("/")[0] in AMOUNTS:
            digits = f"{fact.quantity.low.normalize():f}".replace(".", "").strip("0")
            found[digits, "-".join(sorted(key.minerals))].append((fact, key))
    twins: list[Pair] = []
    for facts in found.values():
        for index, (one, first) in enumerate(facts):
            twins += [pair for other, second in facts[index + 1 :] if (pair := _twins(case, one, first, other, second))]
    return twins


def _twins(case: AuditCase, one: Fact, first: Key, other: Fact, second: Key) -> Pair | None:
    if first.sort == second.sort or container(one) == container(other):
        return None
    likeness = compare(first, replace(second, sort=first.sort, basis=first.basis), horizon_of(case))
    if likeness is None:
        return None
    return Pair(one, other, likeness, agree(one.quantity, other.quantity))
