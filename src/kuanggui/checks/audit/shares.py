"""Shares as divisions: which figures a printed percentage can be the quotient of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.likes import comparable, in_one_breath, likes, places, same_year, scope
from kuanggui.checks.audit.quotients import Amount, Fit, amount, fit
from kuanggui.model.fact import Fact, Share
from kuanggui.model.quantity import Relation

TOGETHER = re.compile(r"合计|共占|总共|二者|两者|三者|两项|三项|上述|以上")
LONGEST_LINK = 3  # 的, 的约
# A scope that is two others taken together.
UNIONS = {"large_medium": ("large", "medium")}


@dataclass(frozen=True, slots=True)
class Division:
    """One way to come by a share. `sure`: the words of the document leave no doubt that it is meant."""

    part: Amount
    whole: Fact
    sure: bool

    def fit(self, share: Fact) -> Fit:
        """How the printed share agrees with part and whole."""
        found = self.part.range.over(amount(self.whole).range)
        return Fit.HOLDS if found is None else fit(share.quantity, found)


def divisions(case: AuditCase, share: Share) -> list[Division]:
    """The ways a share can be meant, the likeliest first; empty when the document has no part or no whole for it."""
    if share.whole is None:
        return []
    fact = case.facts[share.share]
    whole = case.facts[share.whole]
    others = likes(case, whole)
    near = [f for f in others if _is_bound(f) == _is_bound(whole) and (same_year(f, fact) or in_one_breath(f, whole))]
    alone = all(f.quantity.low == whole.quantity.low for f in near if same_year(f, fact) and same_year(f, whole))
    found: list[Division] = []
    for part, sure in _parts(case, share, whole):
        divided = _is_printed(whole, fact) or _is_divided(case, part, whole)
        found += [
            Division(part, one, sure and (alone or divided) and one is whole)
            for one in (whole, *(() if divided else near))
            if one.id not in {f.id for f in part.facts} and all(comparable(f, one) for f in part.facts)
        ]
    return found


def _is_bound(fact: Fact) -> bool:
    return fact.quantity.relation.bounded_above or fact.quantity.relation.bounded_below


def _is_printed(whole: Fact, share: Fact) -> bool:
    """Whether the whole stands right in front of its share: 未治理面积1052公顷的64.6%."""
    return whole.clause == share.clause and 0 <= share.start - whole.end <= LONGEST_LINK


def _is_divided(case: AuditCase, part: Amount, whole: Fact) -> bool:
    """Whether the part is printed as a part of the whole."""
    keys = {f.id for f in part.facts}
    return any(b.whole == whole.id and keys <= {*b.parts} for b in case.reading.breakdowns)


def _parts(case: AuditCase, share: Share, whole: Fact) -> Iterator[tuple[Amount, bool]]:
    if share.part is None:
        yield from _implied(case, share, whole)
        return
    part = case.facts[share.part]
    named = bool(share.whole_words) or _is_divided(case, amount(part), whole)
    for breakdown in case.reading.breakdowns:
        listed = [case.facts[key] for key in breakdown.parts]
        if part in listed and TOGETHER.search(case.facts[share.share].subject):
            yield Amount(tuple(listed[: listed.index(part) + 1])), named
        if breakdown.whole == share.part and len(listed) > 1 and listed[-1].end <= case.facts[share.share].start:
            yield amount(part), named
            yield amount(listed[-1]), False
    yield amount(part), named


def _implied(case: AuditCase, share: Share, whole: Fact) -> Iterator[tuple[Amount, bool]]:
    """Parts that are named but not printed again: 大中型矿山占矿山总数的36.8%, 财政资金占比48.4%."""
    fact = case.facts[share.share]
    own = scope(fact) - scope(whole)
    near = [f for f in case.facts_in_clause[fact.clause or ""] if f.attribute == whole.attribute]
    yield from ((part, True) for part in _unions(own, near))
    yield from ((part, True) for part in _named(case, fact, whole))
    yield from ((amount(f), False) for f in near if own and own <= scope(f))
    yield from ((part, False) for part in _unions(own, _elsewhere(case, whole)))


def _named(case: AuditCase, fact: Fact, whole: Fact) -> Iterator[Amount]:
    """Those parts of the whole that share words with the subject of the share."""
    subject = re.split(r"占|比例|比重", fact.subject)[0]
    pairs = {pair for i in range(len(subject) - 1) if (pair := subject[i : i + 2]) not in whole.subject}
    for breakdown in case.reading.breakdowns:
        listed = [case.facts[key] for key in breakdown.parts] if breakdown.whole == whole.id else []
        named = tuple(f for f in listed if any(pair in f.subject for pair in pairs))
        if 0 < len(named) < len(listed):
            yield Amount(named)


def _elsewhere(case: AuditCase, whole: Fact) -> Sequence[Fact]:
    """Figures of the attribute and minerals of a whole, of the same year and area."""
    return [
        f
        for f in case.facts_about[whole.attribute]
        if set(f.minerals) == set(whole.minerals) and same_year(f, whole) and places(case, f) == places(case, whole)
    ]


def _unions(own: frozenset[str], facts: Sequence[Fact]) -> Iterator[Amount]:
    """Two figures whose scopes make up the sought one: large and medium."""
    for name in own & set(UNIONS):
        halves = [
            [f for f in facts if half in f.qualifiers and f.quantity.relation is Relation.EQUAL]
            for half in UNIONS[name]
        ]
        if all(halves):
            yield Amount(tuple(half[-1] for half in halves))
