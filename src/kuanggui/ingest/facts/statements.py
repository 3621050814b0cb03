"""Changes, shares and references in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kuanggui.ingest.facts.text import ClauseText
from kuanggui.model.document import Document
from kuanggui.model.fact import Change, Fact, Reference, ReferenceKind, Share
from kuanggui.model.outline import Clause

GOES_TO = re.compile(
    r"(?:提高|增加|增长|上升|下降|减少|降低|降|整合|转变|调整|提升|扩大|压减|优化|缩减|延深|发展|变化|变)\s*(?:为|到|至|成)\s*(?:[^，。；]{0,10})$"
)
FROM = re.compile(r"(?:由|从)[^，。；]{0,16}$")
ANNUAL = re.compile(r"年均|平均每年|每年")
SHARE_HEAD = re.compile(
    r"(?:约|仅|共|只|大约|已)?占(?P<whole>[^，。；、：]*?)(?:的|之)?(?:比例|比重)?(?:约)?(?:为|达|达到)?\s*$"
)
RATIO_HEAD = re.compile(r"(?P<whole>)(?:所占)?(?:比例|比重|占比)(?:约)?(?:为|达|达到)?\s*$")
REFERENCE = re.compile(
    r"(?:(?:详见|参见|见|如|详)\s*)?(?P<label>(?P<word>专栏|附表|附图|附件|表|图)\s*"
    r"(?P<number>\d+(?:\s*[-－—–.]\s*\d+)*|[一二三四五六七八九十]+(?![\u4e00-\u9fff]))|[上下](?P<near>[表图])(?!山|述|示|格))"
)
KINDS = {"专栏": ReferenceKind.BOX, "表": ReferenceKind.BOX, "附表": ReferenceKind.ANNEX, "附件": ReferenceKind.ANNEX}
MORE_NUMBERS = re.compile(r"\s*(?:、|和|及|至|-|－|～|~)\s*(?P<number>\d+)(?![\d.]*\s*[^\s，。；、）)和及至\-])")


def find_changes(
    text: ClauseText, facts: Sequence[Fact], document: Document, clause: Clause, first: int
) -> list[Change]:
    """由A提高到B, with the growth printed behind it."""
    changes: list[Change] = []
    for before, after in pairwise(facts):
        if not _alike(before, after) or before.sentence != after.sentence:
            continue
        lead = text.text[max(0, before.start - 24) : before.start]
        if GOES_TO.search(text.text[before.end : after.start]) and FROM.search(lead):
            growth = _growth(after, facts)
            place = document.place(clause.text, before.start, (growth or after).end)
            annual = growth is not None and bool(ANNUAL.search(growth.subject))
            changes.append(
                Change(f"c{first + len(changes)}", before.id, after.id, growth.id if growth else None, annual, place)
            )
    return changes


def _alike(one: Fact, other: Fact) -> bool:
    a, b = one.quantity.unit, other.quantity.unit
    return a is not None and b is not None and (a.dimension, a.per) == (b.dimension, b.per)


def _growth(after: Fact, facts: Sequence[Fact]) -> Fact | None:
    following = [f for f in facts if f.start >= after.end and f.sentence == after.sentence]
    found = following[0] if following else None
    return found if found and found.attribute == "growth_rate" else None


def find_shares(text: ClauseText, facts: Sequence[Fact], document: Document, clause: Clause, first: int) -> list[Share]:
    """占…的N% and 比例为N%, with the fact in front of it as part."""
    shares: list[Share] = []
    for position, fact in enumerate(facts):
        unit = fact.quantity.unit
        if unit is None or unit.dimension != "ratio":
            continue
        head = _sentence_head(text, fact)
        match = SHARE_HEAD.search(head) or RATIO_HEAD.search(head)
        if not match:
            continue
        part = next((f for f in reversed(facts[:position]) if f.sentence == fact.sentence and not _is_ratio(f)), None)
        place = document.place(clause.text, part.start if part else fact.start, fact.end)
        shares.append(
            Share(
                f"s{first + len(shares)}", part.id if part else None, fact.id, None, match.group("whole").strip(), place
            )
        )
    return shares


def _is_ratio(fact: Fact) -> bool:
    return fact.quantity.unit is not None and fact.quantity.unit.dimension in {"ratio", "percentage_point"}


def _sentence_head(text: ClauseText, fact: Fact) -> str:
    start = text.sentence_starts[text.sentence(fact.start)]
    return re.split(r"[，；：]", text.text[start : fact.start])[-1]


def find_references(document: Document, clause: Clause) -> Iterator[Reference]:
    """Every box, annex or figure a clause points at; 附表1、2 gives two references."""
    for match in REFERENCE.finditer(clause.text.text):
        word, near = match.group("word"), match.group("near")
        kind = (
            KINDS.get(word, ReferenceKind.FIGURE)
            if word
            else (ReferenceKind.BOX if near == "表" else ReferenceKind.FIGURE)
        )
        place = document.place(clause.text, match.start("label"), match.end("label"))
        yield Reference(kind, match.group("label"), match.group("number"), clause.id, place)
        position = match.end()
        while word and (more := MORE_NUMBERS.match(clause.text.text, position)):
            number = document.place(clause.text, more.start("number"), more.end("number"))
            yield Reference(kind, f"{word}{more.group('number')}", more.group("number"), clause.id, number)
            position = more.end()
