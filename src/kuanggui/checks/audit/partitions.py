"""Wholes and their parts, with what is known about how the parts fill the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuanggui.checks.audit.axes import (
    MINERALS,
    REGIONS,
    UNIONS,
    are_of_different_kinds,
    leaves_nothing_out,
    shared_axis,
    value_of,
)
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.sums import Balance, Term, balance
from kuanggui.model.fact import Breakdown, BreakdownKind, Fact

OPEN_END = re.compile(r"\s*(?:等|以上)")
SELECTION = re.compile(r"(?:其中|包括)?\s*(?:主要|重点是|特别|尤其|但不限于)")
TWICE = re.compile(r"重复|重叠|扣除|减去")
KINDS = re.compile(r"([两三四五六七八九])[类者个]")
A_LIST = 3  # from so many parts on a list of counted things is taken to be complete


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole, its parts and how they are told apart.

    `axis` is the one thing on which all parts differ (minerals, regions, size …), None where there is none; `closed` says that the
    words leave no room for other parts, `likely` that there are three or more and no word such as 等 says that there are others;
    `mixed` parts are told apart by different things, so that they may overlap.
    """

    breakdown: Breakdown
    whole: Fact
    terms: tuple[Term, ...]
    axis: str | None
    closed: bool
    likely: bool
    mixed: bool

    @property
    def parts(self) -> tuple[Fact, ...]:
        """The facts of the terms."""
        return tuple(term.fact for term in self.terms)

    @property
    def listed(self) -> bool:
        """Whether counted things are listed mineral by mineral, county by county or class by class, which nobody stops half-way."""
        counted = self.whole.quantity.is_count
        return counted and self.likely and (self.axis in {MINERALS, REGIONS} or _kinds(self))

    def balance(self) -> Balance:
        """The sum of the parts against the whole."""
        return balance(self.terms, self.whole.quantity)


@once_per_case
def partitions(case: AuditCase) -> list[Partition]:
    """Every breakdown whose whole is printed, in reading order, each followed by those of its subtotals (大中型 = 大型 + 中型)."""
    found = [partition for breakdown in case.reading.breakdowns for partition in _of(case, breakdown)]
    found = [_not_filling(p) if _has_other_total(p, found) else p for p in found]
    complete = {_shape(p.parts) for p in found if (p.closed or p.listed) and p.balance().holds}
    return [replace(p, closed=True) if p.terms[1:] and p.likely and _shape(p.parts) in complete else p for p in found]


def _has_other_total(partition: Partition, all_of_them: Sequence[Partition]) -> bool:
    """Whether the parts have a total of their own behind them (其中甲3、乙4、丙5，三者合计12), so that they need not fill the whole."""
    return partition.breakdown.kind is BreakdownKind.OF_WHICH and any(
        other.parts == partition.parts and other.whole.start > partition.parts[-1].start and other.balance().holds
        for other in all_of_them
        if other.breakdown.kind is BreakdownKind.FULL and other.whole.id != partition.whole.id
    )


def _not_filling(partition: Partition) -> Partition:
    return replace(partition, closed=False, likely=False)


def _of(case: AuditCase, breakdown: Breakdown) -> Iterator[Partition]:
    parts = [case.facts[part] for part in breakdown.parts]
    subtotals = [part for part in parts if _members(part, parts)]
    plain = _of_one_kind([part for part in parts if part not in subtotals])
    if breakdown.whole is not None and plain:
        yield _partition(case, breakdown, case.facts[breakdown.whole], plain)
    for subtotal in subtotals:
        yield _partition(case, replace(breakdown, kind=BreakdownKind.FULL), subtotal, _members(subtotal, parts))


def _shape(parts: Sequence[Fact]) -> tuple[object, ...]:
    """Alike for the numbers and the areas of one list: 煤2个，面积40.2平方公里；铁1个，面积28.6平方公里."""
    return (parts[0].clause, parts[0].sentence, *((part.minerals, part.regions) for part in parts))


def _of_one_kind(parts: Sequence[Fact]) -> Sequence[Fact]:
    """Parts in front of one that says something of another kind: 其中国家级20家、省级40家，新建20家以上."""
    for position in range(2, len(parts)):
        known = {value for part in parts[:position] for value in part.qualifiers}
        alone = parts[position].quantity.relation not in {part.quantity.relation for part in parts[:position]}
        if alone and set(parts[position].qualifiers) - known and shared_axis(parts[:position]):
            return parts[:position]
    return parts


def _members(union: Fact, parts: Sequence[Fact]) -> list[Fact]:
    """The parts that a part sums up: 大型 and 中型 beside 大中型."""
    wanted = next((UNIONS[value] for value in union.qualifiers if value in UNIONS), frozenset())
    found = [part for part in parts if wanted & set(part.qualifiers)]
    return found if wanted and len(found) == len(wanted) else []


def _partition(case: AuditCase, breakdown: Breakdown, whole: Fact, parts: Sequence[Fact]) -> Partition:
    terms = tuple(Term(part, times(part)) for part in parts)
    axis = shared_axis(parts)
    complete = not _open(case, parts)
    closed = complete and (
        breakdown.kind is BreakdownKind.FULL
        or leaves_nothing_out(parts, axis, case.reading.region)
        or any(term.times < 0 for term in terms)
        or _kinds_told(whole) == len(parts)
    )
    mixed = breakdown.kind is not BreakdownKind.FULL and axis is None and are_of_different_kinds(parts)
    likely = complete and len(parts) >= A_LIST and not mixed
    return Partition(breakdown, whole, terms, axis, closed, likely, mixed)


def _kinds_told(whole: Fact) -> int | None:
    """How many parts the head of a whole announces: 两类分区总面积."""
    found = KINDS.search(whole.subject)
    return "两三四五六七八九".index(found.group(1)) + 2 if found else None


def _kinds(partition: Partition) -> bool:
    return partition.whole.quantity.unit is not None and partition.whole.quantity.unit.name == "种"


def times(part: Fact) -> int:
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
