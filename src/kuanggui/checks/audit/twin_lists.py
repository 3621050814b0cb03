"""Two lists of the same total by the same thing, figure beside figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.axes import MINERALS, REGIONS, value_of
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partitions import partitions
from kuanggui.checks.audit.series import series
from kuanggui.checks.audit.sums import Term
from kuanggui.model.fact import Fact

ENOUGH = 3  # figures that two lists must have in common to be taken for lists of the same


@dataclass(frozen=True, slots=True)
class TwinLists:
    """Figures of two lists by mineral or county: pairs for what both name, and what only one of them names."""

    total: Fact
    pairs: tuple[tuple[Fact, Fact], ...]
    only_first: tuple[Fact, ...]
    only_second: tuple[Fact, ...]

    @property
    def differing(self) -> tuple[tuple[Fact, Fact], ...]:
        """Pairs with different figures."""
        return tuple(pair for pair in self.pairs if pair[0].quantity.low != pair[1].quantity.low)


def twin_lists(case: AuditCase) -> Iterator[TwinLists]:
    """Lists of counted things that divide one total by the same axis, the first beside each later one."""
    lists: dict[tuple[str, str], list[Sequence[Term]]] = {}
    for total, axis, terms in _lists(case):
        if axis in {MINERALS, REGIONS} and total.quantity.is_count:
            lists.setdefault((total.id, axis), []).append(terms)
    for (total_id, axis), (first, *others) in lists.items():
        for other in others:
            twins = _beside(case.facts[total_id], axis, first, other)
            smaller = min(len(first), len(other))
            if len(twins.pairs) >= ENOUGH and len(twins.pairs) * 2 > smaller:
                yield twins


def _lists(case: AuditCase) -> Iterator[tuple[Fact, str | None, Sequence[Term]]]:
    yield from ((p.whole, p.axis, p.terms) for p in partitions(case))
    yield from ((run.total, run.axis, run.terms) for run in series(case) if run.total)


def _beside(total: Fact, axis: str, first: Sequence[Term], second: Sequence[Term]) -> TwinLists:
    one, other = ({_key(term.fact, axis): term.fact for term in terms} for terms in (first, second))
    return TwinLists(
        total,
        tuple((one[key], other[key]) for key in one if key in other),
        tuple(one[key] for key in one if key not in other),
        tuple(other[key] for key in other if key not in one),
    )


def _key(fact: Fact, axis: str) -> tuple[str, ...]:
    return tuple(sorted(fact.minerals if axis == MINERALS else value_of(fact, axis))) or (fact.subject,)
