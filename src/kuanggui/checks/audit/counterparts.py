"""Facts that speak of the same thing in different parts of a document, paired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.figures import agree, look_alike, ratio
from kuanggui.checks.audit.keys import Key, container, keys_of
from kuanggui.checks.audit.kinds import are_all_kinds, has_own_row, is_only_match, kinds_beside, together
from kuanggui.checks.audit.likeness import PLANNED, Doubt, Likeness, compare
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral

FAR = 50  # times as large: more likely another measure than a slip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts that may be one; text stands before boxes, otherwise they are in reading order.

    `explained` when the one agrees with another figure of the place where the other stands: 65.8 is not the 145.1 of all deposits, but
    the 65.8 of the listed ones in the same paragraph. `kinds` are added up when several kinds of a mineral stand against one row.
    """

    one: Fact
    other: Fact
    likeness: Likeness
    agrees: bool
    explained: bool = False
    kinds: tuple[Fact, ...] = ()

    @property
    def ids(self) -> tuple[str, str]:
        """Both fact ids."""
        return self.one.id, self.other.id

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in the pair: `one` may have kinds of the mineral beside it that are added to it."""
        return (*(self.kinds or (self.one,)), self.other)


@once_per_case
def pairs_of(case: AuditCase) -> Sequence[Pair]:
    """Each fact with its nearest counterpart in every other clause and box, where that one's nearest is this fact."""
    found = list({p.ids: p for bucket in _buckets(case).values() for p in _candidates(case, bucket)}.values())
    nearest: dict[tuple[str, str], int] = {}
    agreeing: dict[tuple[str, str], int] = {}
    for pair in found:
        for place in _places(pair):
            nearest[place] = min(nearest.get(place, 99), pair.likeness.weight)
            if pair.agrees:
                agreeing[place] = min(agreeing.get(place, 99), pair.likeness.weight)
    return [
        _weighed(case, pair, explained=any(place in agreeing for place in _places(pair)))
        for pair in found
        if all(nearest[place] == pair.likeness.weight for place in _places(pair))
        and (pair.agrees or not any(agreeing.get(place, 99) <= pair.likeness.weight for place in _places(pair)))
        and not (pair.other.box and has_own_row(case, pair.one, pair.other))
    ]


def _weighed(case: AuditCase, pair: Pair, *, explained: bool) -> Pair:
    if pair.one.box or not pair.other.box:
        return pair if pair.agrees else replace(pair, explained=explained)
    kinds = kinds_beside(case, pair.one, pair.other)
    if Doubt.MINERAL in pair.likeness.doubts and (
        are_all_kinds(case, kinds, pair.other) or is_only_match(case, pair.one, pair.other)
    ):
        pair = replace(pair, likeness=Likeness(pair.likeness.doubts - {Doubt.MINERAL}))
    if pair.agrees:
        return pair
    agrees = len(kinds) > 1 and together(kinds).meets(pair.other.quantity.base())
    return replace(pair, agrees=agrees, explained=explained, kinds=kinds if len(kinds) > 1 else ())


def _places(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each fact with the place where the other stands."""
    return (pair.one.id, container(pair.other)), (pair.other.id, container(pair.one))


def _buckets(case: AuditCase) -> Mapping[tuple[str, ...], Sequence[tuple[Fact, Key]]]:
    """Facts that can be compared at all: one attribute, dimension and region, and minerals with one broadest kind in common."""
    buckets: dict[tuple[str, ...], list[tuple[Fact, Key]]] = defaultdict(list)
    for fact_id, key in keys_of(case).items():
        attribute = "output" if key.attribute == "annual_output_cap" else key.attribute
        loose = key.attribute in PLANNED  # where a mineral of the context may be compared with none
        for root in {""} if loose or not key.minerals else {root for code in key.minerals for root in _roots(code)}:
            buckets[(attribute, key.sort, root, *sorted(key.regions))].append((case.facts[fact_id], key))
    return buckets


@cache
def _roots(code: str) -> frozenset[str]:
    """The broadest minerals that a mineral is a kind of."""
    above = mineral(code).broader
    return frozenset().union(*(_roots(parent) for parent in above)) if above else frozenset({code})


def _candidates(case: AuditCase, bucket: Sequence[tuple[Fact, Key]]) -> Iterator[Pair]:
    horizon = horizon_of(case)
    for (one, first), (other, second) in combinations(bucket, 2):
        if container(one) == container(other):  # nobody says a thing twice in one paragraph or box
            continue
        likeness = compare(first, second, horizon)
        if likeness is not None and not _out_of_reach(one, other, likeness):
            agrees = agree(one.quantity, other.quantity, goal=first.goal and second.goal)
            yield Pair(*_ordered(one, other), likeness, agrees)


def _out_of_reach(one: Fact, other: Fact, likeness: Likeness) -> bool:
    """Whether the figures are so far apart that one of them rather measures something else than is wrong."""
    if ratio(one.quantity, other.quantity) <= FAR or look_alike(one.quantity, other.quantity):
        return False
    return bool(likeness.doubts) or "attribute" in one.inherited or "attribute" in other.inherited


def _ordered(one: Fact, other: Fact) -> tuple[Fact, Fact]:
    if (one.box is None) != (other.box is None):
        return (one, other) if one.box is None else (other, one)
    return (one, other) if _position(one) <= _position(other) else (other, one)


def _position(fact: Fact) -> tuple[int, int, int]:
    return fact.place.page or 0, fact.place.line, fact.place.start
