"""Wholes and their parts, with what is known about how the parts fill the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.axes import MINERALS, REGIONS, is_remainder, leaves_nothing_out, shared_axis, value_of
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.sums import Balance, Side, Term, balance
from kuanggui.model.fact import Breakdown, BreakdownKind, Fact

OPEN_END = re.compile(r"\s*(?:等|以上)")
SELECTION = re.compile(r"(?:其中|包括)?\s*(?:主要|重点是|特别|尤其|但不限于)")
TWICE = re.compile(r"重复|重叠|扣除|减去")
A_LIST = 3  # from so many parts on a list of counted things is taken to be complete


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole, its parts and how they are told apart.

    `axis` is the one thing on which all parts differ (minerals, regions, size …), None where there is none; `closed` says that the
    words leave no room for other parts, `likely` that a reader would expect none.
    """

    breakdown: Breakdown
    whole: Fact
    terms: tuple[Term, ...]
    axis: str | None
    closed: bool
    likely: bool

    @property
    def parts(self) -> tuple[Fact, ...]:
        """The facts of the terms."""
        return tuple(term.fact for term in self.terms)

    def balance(self) -> Balance:
        """The sum of the parts against the whole."""
        return balance(self.terms, self.whole.quantity)


def partitions(case: AuditCase) -> Iterator[Partition]:
    """Every breakdown whose whole is printed, in reading order."""
    for breakdown in case.reading.breakdowns:
        if breakdown.whole is None or not breakdown.parts:
            continue
        whole = case.facts[breakdown.whole]
        parts = [case.facts[part] for part in breakdown.parts]
        yield _partition(case, breakdown, whole, parts)


def _partition(case: AuditCase, breakdown: Breakdown, whole: Fact, parts: Sequence[Fact]) -> Partition:
    terms = tuple(Term(part, times(case, part)) for part in parts)
    axis = shared_axis(parts)
    complete = not _open(case, parts)
    closed = complete and (
        breakdown.kind is BreakdownKind.FULL
        or leaves_nothing_out(parts, axis, case.reading.region)
        or any(term.times < 0 for term in terms)
    )
    listed = whole.quantity.is_count and len(parts) >= A_LIST and axis in {MINERALS, REGIONS}
    return Partition(breakdown, whole, terms, axis, closed, complete and listed)


def times(case: AuditCase, part: Fact) -> int:
    """How often a part counts: -1 for 重复量, the number of things named for 金矿、银矿各4个."""
    if TWICE.search(part.subject):
        return -1
    if "each" in part.qualifiers:
        return max(1, len(value_of(part, MINERALS)), len(value_of(part, REGIONS)))
    return 1


def _open(case: AuditCase, parts: Sequence[Fact]) -> bool:
    """Whether the words around the parts say that there are others: 主要有 in front, 等 behind."""
    last = parts[-1]
    clause = case.clauses.get(last.clause or "")
    if clause is None:
        return False
    return bool(OPEN_END.match(clause.text.text, last.end)) or bool(SELECTION.match(parts[0].subject))


def misses_more_than_a_part(partition: Partition) -> bool:
    """Whether the gap below the whole is larger than the smallest part, so that nobody would have left it out as too small."""
    found = partition.balance()
    smallest = min(part.quantity.high for part in partition.parts if not is_remainder(part))
    return found.side is Side.BELOW and partition.whole.quantity.low - found.total >= smallest
