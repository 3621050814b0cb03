"""The whole of a share whose words stand elsewhere: 占全市国土总面积的10.3% and 国土总面积6470平方公里."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuanggui.ingest.facts.clauses import RATES
from kuanggui.ingest.facts.lexicon import lexicon
from kuanggui.ingest.facts.names import is_kind_of, mineral_names, place_names
from kuanggui.model.fact import Breakdown, Change, Fact, Period, Share
from kuanggui.model.quantity import Relation

NARROWING = {"difference", "average", "maximum", "minimum", "new", "cumulative", "previous", "associated"}

SUBSET = re.compile(r"^其中|(?:中|内|里)(?:共|只)?有?$")


@dataclass(frozen=True, slots=True)
class Sought:
    """What the words of a share, or else its part, say about the whole."""

    attribute: str
    minerals: tuple[str, ...]
    regions: tuple[str, ...]
    qualifiers: frozenset[str]
    words: str
    part: Fact | None
    share: Fact


@dataclass(frozen=True, slots=True)
class Pool:
    """The figures of a document by id, in their order, and which of them are parts of others or have changed since."""

    facts: dict[str, Fact]
    order: dict[str, int]
    parts: frozenset[str]
    former: frozenset[str]
    home: str | None


def with_wholes(
    shares: Sequence[Share],
    facts: Sequence[Fact],
    breakdowns: Sequence[Breakdown],
    changes: Sequence[Change],
    home: str | None,
) -> list[Share]:
    """The shares, those whose words name a figure of the document given it as their whole."""
    pool = Pool(
        facts={fact.id: fact for fact in facts},
        order={fact.id: number for number, fact in enumerate(facts)},
        parts=frozenset(part for b in breakdowns if b.whole for part in b.parts),
        former=frozenset(change.before for change in changes if change.before),
        home=home,
    )
    found: list[Share] = []
    for share in shares:
        sought = _sought(share, pool.facts, home) if share.whole is None else None
        whole = _best(sought, pool) if sought else None
        found.append(replace(share, whole=whole.id) if whole else share)
    return found


def _sought(share: Share, facts: dict[str, Fact], home: str | None) -> Sought | None:
    part = facts[share.part] if share.part else None
    words = share.whole_words
    match = lexicon().find_attribute(words, part.quantity.unit if part else None)
    attribute = match.key if match and match.key not in {"share", "growth_rate"} else ""
    if not attribute and part is not None and _says_nothing(words, home):
        attribute = part.attribute
    if not attribute:
        return None
    return Sought(
        attribute=attribute,
        minerals=tuple(dict.fromkeys(name.key for name in mineral_names(words))),
        regions=tuple(dict.fromkeys(name.key for name in place_names(words, home))),
        qualifiers=frozenset(lexicon().qualifiers(words).values()),
        words=words,
        part=part,
        share=facts[share.share],
    )


def _says_nothing(words: str, home: str | None) -> bool:
    """Whether the words name no other thing than the area: 全市, 总数, 全部."""
    left = words
    for name in place_names(words, home):
        left = left.replace(words[name.start : name.end], "")
    for word in ("全部", "全市", "全县", "全区", "全省", "我市", "我县", "总数", "总量", "总", "数量", "其", "的"):
        left = left.replace(word, "")
    return not left.strip()


def _best(sought: Sought, pool: Pool) -> Fact | None:
    fits = [fact for fact in pool.facts.values() if _fits(sought, fact, pool.home)]
    if not fits:
        return None
    here = pool.order[sought.share.id]
    return max(fits, key=lambda fact: (*_likeness(sought, fact, pool), -abs(pool.order[fact.id] - here)))


def _fits(sought: Sought, fact: Fact, home: str | None) -> bool:
    part = sought.part
    unit = fact.quantity.unit
    if unit is None or unit.dimension in RATES or fact.attribute != sought.attribute or NARROWING & {*fact.qualifiers}:
        return False
    if fact.quantity.is_range or SUBSET.search(fact.subject) or (part is not None and not _larger(fact, part)):
        return False
    if sought.minerals and set(fact.minerals) != set(sought.minerals):
        return False
    if not sought.minerals and part is not None and _of_another_mineral(fact, part):
        return False
    area = set(fact.regions) - {home}
    return area == set(sought.regions) - {home} and _scope(fact) == _scope_of(sought.qualifiers)


def _of_another_mineral(fact: Fact, part: Fact) -> bool:
    """Whether a figure is confined to minerals of which that of the part is none: coal mines are no part of the quarries."""
    if not fact.minerals or not part.minerals:
        return False
    return not any(is_kind_of(one, other) for one in part.minerals for other in fact.minerals)


def _larger(fact: Fact, part: Fact) -> bool:
    one, other = part.quantity.unit, fact.quantity.unit
    if fact.id == part.id or one is None or other is None or (one.dimension, one.per) != (other.dimension, other.per):
        return False
    return fact.quantity.high * other.factor > part.quantity.low * one.factor


def _scope(fact: Fact) -> frozenset[str]:
    return _scope_of(frozenset(fact.qualifiers))


def _scope_of(qualifiers: frozenset[str]) -> frozenset[str]:
    return qualifiers - {"accounting", "existing", "target", "achieved"}


def _likeness(sought: Sought, fact: Fact, pool: Pool) -> Iterator[int]:
    """Agreement in the clause, the minerals, the year and the printed words, in this order; larger is better."""
    topic = set(sought.part.minerals if sought.part else sought.share.minerals)
    yield int(_label(sought) in fact.subject + fact.attribute_words)
    yield int(fact.clause is not None and fact.clause == sought.share.clause)
    yield 2 if set(fact.minerals) == set(sought.minerals) else int(set(fact.minerals) == topic)
    yield int(fact.id not in pool.former)
    yield _years(fact.period, sought.share.period)
    yield int(fact.quantity.relation is Relation.EQUAL)
    yield int("attribute" not in fact.inherited and (bool(sought.qualifiers) or fact.id not in pool.parts))
    yield int(any(word in fact.subject for word in ("总", "共", "合计")))
    yield int(fact.row is None)


def _label(sought: Sought) -> str:
    """The words in front of those of the attribute (第二产业 in 第二产业增加值), those for the area left out."""
    match = lexicon().find_attribute(sought.words, None)
    return re.sub(r"^(?:相当于|其|全|市|县|区|省|我|的)*", "", sought.words[: match.start]) if match else ""


def _years(one: Period | None, other: Period | None) -> int:
    """2 for the same year, 1 when either is unknown, 0 for another year."""
    if one is None or other is None:
        return 1
    return 2 if one.end == other.end else 0
