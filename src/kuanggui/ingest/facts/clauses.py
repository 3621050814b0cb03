"""Facts of running text: every quantity with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kuanggui.ingest.facts.breakdowns import depth_at
from kuanggui.ingest.facts.distribute import IN_TURN, distribute
from kuanggui.ingest.facts.lexicon import MARK, AttributeMatch, lexicon
from kuanggui.ingest.facts.names import Name, find_basis
from kuanggui.ingest.facts.periods import find_periods, period_before
from kuanggui.ingest.facts.text import LIST_ENDS, OPENING, ClauseText
from kuanggui.ingest.numbers import Numeral
from kuanggui.model.document import Document
from kuanggui.model.fact import Fact, Period
from kuanggui.model.outline import Clause
from kuanggui.model.units import Basis

OPENS = re.compile(r"\s*(?:针对|对于|对|由)[^，。；]+，")
RATES = {"ratio", "percentage_point"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact in the making, with what is its own and what it took over."""

    numeral: Numeral
    head: str
    wide: str
    minerals: tuple[str, ...]
    regions: tuple[str, ...]
    attribute: AttributeMatch | None
    qualifiers: dict[str, str]
    period: Period | None
    basis: Basis | None
    inherited: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What headings and the clause before say: taken over where a clause itself is silent."""

    minerals: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    before: tuple[Draft, ...] = ()
    period: Period | None = None
    heading: str = ""


def drafts(clause: ClauseText, around: Surroundings) -> list[Draft]:
    """One draft per quantity of a clause, in order."""
    made: list[Draft] = []
    spans = find_periods(clause)
    topic = clause.topic()
    lead = _lead(clause, topic) if topic else ()
    for numeral in clause.quantities:
        own = _own(clause, numeral)
        period, borrowed = period_before(spans, clause, numeral.start)
        own = replace(own, period=period, inherited=frozenset({"period"}) if borrowed else frozenset())
        made.append(_complete(clause, own, made, lead, around))
    return distribute(clause, made)


def _lead(clause: ClauseText, topic: tuple[int, int]) -> tuple[str, ...]:
    """The minerals of a topic; what stands in brackets behind a name explains it (长石（霞石正长岩）：…)."""
    bracket = min((at for mark in OPENING if (at := clause.text.find(mark, *topic)) >= 0), default=topic[1])
    return _keys(clause.minerals, (topic[0], bracket)) or _keys(clause.minerals, topic)


def _own(clause: ClauseText, numeral: Numeral) -> Draft:
    """What the words around a number say by themselves: those in front, and a counted noun right behind."""
    narrow, wide = clause.head(numeral), clause.head(numeral, LIST_ENDS)
    head = clause.text[narrow[0] : narrow[1]]
    assert numeral.quantity is not None
    tail = clause.tail(numeral) if numeral.quantity.is_count else (numeral.end, numeral.end)
    counted = find_attribute(clause, tail, numeral)
    attribute = counted or find_attribute(clause, narrow, numeral)
    if attribute is None and IN_TURN.search(
        head
    ):  # 矿山数量居前的甲、乙、丙分别为…: said in front of the list of names
        attribute = find_attribute(clause, wide, numeral)
    qualifiers = lexicon().qualifiers(clause.text[narrow[0] : tail[1]] if counted else head)
    if numeral.quantity.unit is None or numeral.quantity.unit.dimension in RATES:
        qualifiers.pop("change", None)
    minerals = _keys(clause.minerals, narrow)
    if attribute is None or attribute.key != "mineral_kind_count":
        minerals = _keys(clause.minerals, wide) or minerals
    if counted:
        behind = _keys(clause.minerals, tail)
        minerals = behind or (minerals if head.strip() and not _joins(head) else ())
    return Draft(
        numeral=numeral,
        head=head.strip(),
        wide=clause.text[wide[0] : wide[1]].strip(),
        minerals=minerals,
        regions=_keys(clause.places, wide),
        attribute=newly(attribute, qualifiers),
        qualifiers=qualifiers,
        period=None,
        basis=numeral.quantity.basis or find_basis(head),
    )


def find_attribute(clause: ClauseText, span: tuple[int, int], numeral: Numeral) -> AttributeMatch | None:
    """The attribute that a stretch of a clause names, as printed or with mineral names taken for any mineral."""
    unit = numeral.quantity.unit if numeral.quantity else None
    printed = lexicon().find_attribute(clause.text[span[0] : span[1]], unit)
    return printed or lexicon().find_attribute(_marked(clause, span), unit)


def newly(attribute: AttributeMatch | None, qualifiers: dict[str, str]) -> AttributeMatch | None:
    """New resources where a phrase says 新增 and 资源量 apart from each other (新增钨资源量)."""
    if attribute is not None and attribute.key == "retained_resources" and qualifiers.get("measure") == "new":
        return replace(attribute, key="new_resources")
    return attribute


def _joins(head: str) -> bool:
    """Whether a head only links to what stands before it (5个重点区和9个…)."""
    return head.strip()[-1:] in {"和", "及", "与", "以"}


def _marked(clause: ClauseText, span: tuple[int, int]) -> str:
    """The phrase with each mineral name behind which 矿 may stand replaced by a mark."""
    start, end = span
    text, position = "", start
    for name in clause.minerals:
        if start <= name.start and name.end <= end and name.start >= position:
            tail = "矿" if clause.text[name.start : name.end].endswith("矿") else ""
            text += clause.text[position : name.start] + MARK + tail
            position = name.end
    return text + clause.text[position:end]


def _keys(names: tuple[Name, ...], span: tuple[int, int] | None) -> tuple[str, ...]:
    if span is None:
        return ()
    found = [name.key for name in names if span[0] <= name.start and name.end <= span[1]]
    return tuple(dict.fromkeys(found))


def _complete(clause: ClauseText, own: Draft, made: list[Draft], lead: tuple[str, ...], around: Surroundings) -> Draft:
    """Take over from the item, the sentence, the topic and the surroundings what the words leave out."""
    here = clause.item(own.numeral.start)
    sentence = clause.sentence(own.numeral.start)
    item = [d for d in made if clause.item(d.numeral.start) == here]
    same = [d for d in made if clause.sentence(d.numeral.start) == sentence]
    inherited = set(own.inherited)
    draft = _with_attribute(clause, own, same, made, around, inherited)
    draft = _with_minerals(draft, item, lead, clause, around, inherited)
    draft = _with_regions(draft, item, around, inherited)
    draft = _with_group(clause, _with_qualifiers(clause, draft, same, inherited))
    if draft.period is None and around.period is not None:
        draft = replace(draft, period=around.period)
        inherited.add("period")
    return replace(draft, inherited=frozenset(inherited))


def _with_attribute(
    clause: ClauseText, own: Draft, same: list[Draft], made: list[Draft], around: Surroundings, inherited: set[str]
) -> Draft:
    """A head without attribute words takes the attribute of the last fact that can be given in its unit."""
    if own.attribute is not None:
        goes_on = bool(made) and clause.text[made[-1].numeral.end : own.numeral.head_end].startswith("、")
        listed = goes_on and made[-1].attribute is not None and made[-1].attribute.key == "new_resources"
        return replace(own, attribute=newly(own.attribute, {"measure": "new"})) if listed else own
    assert own.numeral.quantity is not None
    unit = own.numeral.quantity.unit
    if lead := clause.lead(own.numeral):
        match = find_attribute(clause, lead, own.numeral)
        if match:
            inherited.add("attribute")
            qualifiers = lexicon().qualifiers(clause.text[lead[0] : lead[1]])
            return replace(own, attribute=match, qualifiers=qualifiers | own.qualifiers)
    pools = [same, made, list(around.before)] if unit and unit.dimension == "count" else [same]
    for pool in pools:
        for draft in reversed(pool):
            match = draft.attribute
            if match and lexicon().attributes[match.key].accepts(unit):
                inherited.add("attribute")
                basis = own.basis or (draft.basis if _same_dimension(own, draft) and not own.minerals else None)
                return replace(own, attribute=match, basis=basis)
    if match := _of_heading(clause, own, around):
        inherited.add("attribute")
        return replace(own, attribute=match)
    return own


def _of_heading(clause: ClauseText, own: Draft, around: Surroundings) -> AttributeMatch | None:
    """What the topic of the clause, or the heading above it, is about; a count needs words of its own."""
    unit = own.numeral.quantity.unit if own.numeral.quantity else None
    if unit is None or unit.dimension in {"count", "ratio"}:
        return None
    topic = clause.topic()
    texts = [*([clause.text[topic[0] : topic[1]]] if topic else []), around.heading]
    return next((match for text in texts if (match := lexicon().find_attribute(text, unit))), None)


def _same_dimension(a: Draft, b: Draft) -> bool:
    one, other = a.numeral.quantity, b.numeral.quantity
    return bool(one and other and one.unit and other.unit and one.unit.dimension == other.unit.dimension)


def _with_minerals(
    own: Draft, item: list[Draft], lead: tuple[str, ...], clause: ClauseText, around: Surroundings, inherited: set[str]
) -> Draft:
    if own.minerals or own.qualifiers.get("group"):
        return own
    inherited.add("minerals")
    phrase = clause.lead(own.numeral)
    if phrase and (said := _lead(clause, phrase)):
        return replace(own, minerals=said)
    depth = depth_at(clause.text, own.numeral.start)
    for draft in reversed(item):
        inner = depth_at(clause.text, draft.numeral.start) > depth
        if draft.minerals and "minerals" not in draft.inherited and not inner:
            return replace(own, minerals=draft.minerals)
    if lead:
        return replace(own, minerals=lead)
    sentence = clause.sentence_starts[clause.sentence(own.numeral.start)]
    start = max(clause.item_starts[clause.item(own.numeral.start)], sentence)
    named = _keys(clause.minerals, (start, own.numeral.start))
    return replace(own, minerals=named[-1:] if len(named) == 1 else () if named else around.minerals)


def _with_regions(own: Draft, item: list[Draft], around: Surroundings, inherited: set[str]) -> Draft:
    if own.regions:
        return own
    inherited.add("regions")
    for draft in reversed(item):
        if draft.regions and "regions" not in draft.inherited and not own.minerals:
            return replace(own, regions=draft.regions)
    return replace(own, regions=around.regions)


def _with_qualifiers(clause: ClauseText, own: Draft, same: list[Draft], inherited: set[str]) -> Draft:
    """Carrying axes hold on from the opening of a sentence (针对市级发证矿产，…); a bare 金属量 takes over all of the fact before it."""
    carrying = {axis.name for axis in lexicon().axes if axis.carries}
    carried: dict[str, str] = {}
    bare = bool(same) and "attribute" in inherited and not own.minerals
    if not same and (opening := OPENS.match(_sentence_before(clause, own))):
        carried = {axis: value for axis, value in lexicon().qualifiers(opening.group()).items() if axis in carrying}
    if same:
        last = same[-1].qualifiers
        carried = {axis: value for axis, value in last.items() if bare or axis in carrying}
    if not carried:
        return own
    return replace(own, qualifiers=carried | own.qualifiers)


def _sentence_before(clause: ClauseText, own: Draft) -> str:
    return clause.text[clause.sentence_starts[clause.sentence(own.numeral.start)] : own.numeral.start]


def _with_group(clause: ClauseText, own: Draft) -> Draft:
    """非煤矿山的比例较低，其中大型2座: what a sentence names in front of its first number holds for all that names no other mineral."""
    begin = clause.sentence_starts[clause.sentence(own.numeral.start)]
    first = next(numeral for numeral in clause.quantities if numeral.start >= begin)
    said = lexicon().qualifiers(clause.text[begin : first.start]).get("group")
    if said != "non_coal" or own.qualifiers.get("group") or _keys(clause.minerals, (begin, own.numeral.start)):
        return own
    return replace(own, qualifiers=own.qualifiers | {"group": said})


def facts_of(document: Document, clause: Clause, text: ClauseText, made: list[Draft], first: int) -> Iterator[Fact]:
    """Finished facts with ids from `f<first>` on."""
    for number, draft in enumerate(made, first):
        quantity = draft.numeral.quantity
        assert quantity is not None
        span = (draft.numeral.head_end, draft.numeral.end)
        yield Fact(
            id=f"f{number}",
            quantity=replace(quantity, basis=draft.basis),
            place=document.place(clause.text, *span),
            subject=draft.head,
            minerals=draft.minerals,
            attribute=draft.attribute.key if draft.attribute else "",
            attribute_words=draft.attribute.words.replace(MARK, "") if draft.attribute else "",
            regions=draft.regions,
            period=draft.period,
            qualifiers=tuple(sorted(draft.qualifiers.values())),
            inherited=tuple(sorted(draft.inherited)),
            section=clause.section,
            clause=clause.id,
            sentence=text.sentence(draft.numeral.start),
            start=span[0],
            end=span[1],
        )
