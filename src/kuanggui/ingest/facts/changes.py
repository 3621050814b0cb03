"""Changes: a value that goes from one to another, and by how much it is said to have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuanggui.ingest.facts.shares import OF_PRINTED, phrase
from kuanggui.ingest.facts.text import ClauseText
from kuanggui.model.document import Document
from kuanggui.model.fact import Change, Fact
from kuanggui.model.outline import Clause

MOVES = (
    "提高|增加|增长|上升|升|增|下降|减少|降低|降|减|整合|转变|调整|提升|扩大|压减|压缩|优化|缩减|延深|发展|变化|变|达"
)
GOES_TO = re.compile(rf"(?:{MOVES})\s*(?:为|到|至|成)了?\s*(?:[^，。；]{{0,10}})$")
FROM = re.compile(r"(?:由|从)[^，。；]{0,16}$")
THAN = re.compile(r"(?<!比)较|比(?!例|重|较)|同比")
BY = re.compile(
    r"(?:增长|增加|增多|提高|提升|上升|增幅|涨幅|净增|减少|下降|降低|减幅|降幅|净减|缩减|压减|压缩|减|增|升|降|多|少|翻)"
    r"(?:率|幅度|速度|比例)?(?:加|了|约|近|为|达|达到|分别为|分别|累计){0,2}$"
)
TIMES = re.compile(r"(?:为|是|达|达到|相当于)[^，。；：]*的(?:约|近)?$")
ANNUAL = re.compile(r"年均|平均每年|每年|年平均")
PHRASE_END = re.compile(r"[，；：]")
RATES = {"ratio", "percentage_point", "multiple"}


def find_changes(
    text: ClauseText, facts: Sequence[Fact], document: Document, clause: Clause, first: int
) -> list[Change]:
    """由A提高到B、A较B增加D、比上年增长G%: one change for each figure that says by how much, one without if none does."""
    found: list[Change] = []

    def add(before: Fact | None, after: Fact | None, by: Fact | None) -> None:
        ends = [fact for fact in (before, after, by) if fact is not None]
        place = document.place(clause.text, min(f.start for f in ends), max(f.end for f in ends))
        keys = [fact.id if fact else None for fact in (before, after, by)]
        annual = by is not None and bool(ANNUAL.search(phrase(text, facts, facts.index(by))))
        found.append(Change(f"c{first + len(found)}", keys[0], keys[1], keys[2], annual, place))

    taken: set[str] = set()
    for before, after, amounts in [*_moves(text, facts), *_comparisons(text, facts)]:
        new = [amount for amount in amounts if amount.id not in taken]
        taken |= {amount.id for amount in new}
        for amount in new:
            add(before, after, amount)
        if not amounts:
            add(before, after, None)
    return found


# Before, after, and the figures that say by how much.
_Move = tuple[Fact | None, Fact | None, list[Fact]]


def _moves(text: ClauseText, facts: Sequence[Fact]) -> Iterator[_Move]:
    """由A提高到B."""
    for position in range(len(facts) - 1):
        before, after = facts[position], facts[position + 1]
        if not _alike(before, after) or before.sentence != after.sentence:
            continue
        lead = text.text[max(0, before.start - 24) : before.start]
        if GOES_TO.search(text.text[before.end : after.start]) and FROM.search(lead):
            yield before, after, _amounts(text, facts, position + 2, after)


def _comparisons(text: ClauseText, facts: Sequence[Fact]) -> Iterator[_Move]:
    """A，较上年的B增加D，增长G%; without B where it is not printed (比2019年增长G%, 同比增长G%)."""
    for position, fact in enumerate(facts):
        if _dimension(fact) == "multiple" and _says_by(text, facts, position):
            printed = position > 0 and OF_PRINTED.match(text.text[facts[position - 1].end : fact.start])
            before = facts[position - 1] if printed else None
            yield before, _subject(facts, position - 1 if printed else position, before or fact), [fact]
        elif not THAN.search(phrase(text, facts, position)):
            continue
        elif _says_by(text, facts, position):
            yield None, _subject(facts, position, fact), _amounts(text, facts, position, fact)
        elif not _rate(fact):
            amounts = _amounts(text, facts, position + 1, fact)
            if amounts and not PHRASE_END.search(text.text, fact.end, amounts[0].start):
                yield fact, _subject(facts, position, fact), amounts


def _subject(facts: Sequence[Fact], position: int, fact: Fact) -> Fact | None:
    """The nearest figure in front that can be compared: a rate for percentage points, a like one for an amount."""
    near = [f for f in facts[:position] if f.sentence == fact.sentence]
    if _dimension(fact) == "percentage_point":
        near = [f for f in near if _dimension(f) == "ratio"]
    else:
        near = [f for f in near if not _rate(f) and (_rate(fact) or _alike(f, fact))]
    return near[-1] if near else None


def _amounts(text: ClauseText, facts: Sequence[Fact], start: int, of: Fact) -> list[Fact]:
    """The figures from `start` on that say by how much, up to the first that does not."""
    amounts: list[Fact] = []
    for position in range(start, len(facts)):
        fact = facts[position]
        fits = _rate(fact) or _alike(fact, of)
        if fact.sentence != of.sentence or not fits or not _says_by(text, facts, position):
            break
        amounts.append(fact)
    return amounts


def _says_by(text: ClauseText, facts: Sequence[Fact], position: int) -> bool:
    words = phrase(text, facts, position)
    if _dimension(facts[position]) == "multiple":
        return bool(BY.search(words) or TIMES.search(words) or OF_PRINTED.match(words))
    return bool(BY.search(words))


def _rate(fact: Fact) -> bool:
    return _dimension(fact) in RATES


def _dimension(fact: Fact) -> str:
    return fact.quantity.unit.dimension if fact.quantity.unit else ""


def _alike(one: Fact, other: Fact) -> bool:
    a, b = one.quantity.unit, other.quantity.unit
    return a is not None and b is not None and (a.dimension, a.per) == (b.dimension, b.per)
