"""Planning blocks that running text counts, each count with the area behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kuanggui.ingest.plan.facts import figure_of, is_state, mineral_of
from kuanggui.ingest.plan.mapping import FactWords, Mapping
from kuanggui.ingest.plan.names import regions_in
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.fact import Fact
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Word
from kuanggui.model.plan.zone import BlockGroup, Purpose

COUNT_UNIT = "count"
TOTAL = "总"


def read_blocks(source: PlanSource, mapping: Mapping, base_year: int | None) -> Iterator[BlockGroup]:
    """Every group of blocks that the plan counts; where the words do not say what the blocks are for, the headings above them do."""
    facts = [fact for fact in source.reading.facts if fact.box is None]
    areas = _areas(source, facts, mapping.facts)
    for fact in facts:
        purpose = _purpose(source, mapping, fact, areas)
        if purpose is not None and "average" not in fact.qualifiers and not is_state(fact, base_year):
            yield _group(source, mapping, fact, areas.get(fact.id), purpose)


def _purpose(source: PlanSource, mapping: Mapping, fact: Fact, areas: dict[str, Fact]) -> Purpose | None:
    words = mapping.facts
    if fact.attribute in words.blocks:
        return Purpose(words.blocks[fact.attribute])
    counts_blocks = fact.attribute in words.blocks_by_heading
    bare = not fact.attribute and bool(fact.minerals) and fact.id in areas
    unit = fact.quantity.unit
    if unit is None or unit.dimension != COUNT_UNIT or not (counts_blocks or bare):
        return None
    return _purpose_of_heading(source, mapping, fact.section)


def _purpose_of_heading(source: PlanSource, mapping: Mapping, section_id: str) -> Purpose | None:
    """What the nearest heading that speaks of blocks says they are for."""
    section = source.sections.get(section_id)
    while section is not None:
        for purpose, patterns in mapping.facts.block_headings.items():
            if patterns.match(section.title):
                return Purpose(purpose)
        section = source.sections.get(section.parent or "")
    return None


def _areas(source: PlanSource, facts: Sequence[Fact], words: FactWords) -> dict[str, Fact]:
    """The area that belongs to a count, by the id of the count: the one right behind it in its sentence, about the same minerals.

    A total behind the last of several parts (其中甲18个、乙6个，总面积…) is the area of their whole.
    """
    wholes = {part: b.whole for b in source.reading.breakdowns if b.whole for part in b.parts}
    sentence = {fact.id: (fact.clause, fact.sentence) for fact in facts}
    areas: dict[str, Fact] = {}
    for fact, behind in pairwise(facts):
        if behind.attribute in words.block_areas and behind.minerals == fact.minerals and _same_sentence(fact, behind):
            whole = wholes.get(fact.id, "")
            is_total = TOTAL in behind.subject and sentence.get(whole) == sentence[fact.id]
            areas.setdefault(whole if is_total else fact.id, behind)
    return areas


def _same_sentence(one: Fact, other: Fact) -> bool:
    return (one.clause, one.sentence) == (other.clause, other.sentence)


def _group(source: PlanSource, mapping: Mapping, fact: Fact, area: Fact | None, purpose: Purpose) -> BlockGroup:
    levels = [mapping.facts.levels[word] for word in fact.qualifiers if word in mapping.facts.levels]
    group = BlockGroup(
        id=f"block_group/{fact.clause}/{fact.id}",
        place=fact.place,
        purpose=purpose,
        level=Level(levels[0]) if levels else None,
        mineral=mineral_of(source, fact),
        regions=_regions(source, mapping, fact, area),
        count=figure_of(fact),
        facts=(fact.id,),
    )
    return group if area is None else replace(group, area=figure_of(area), facts=(fact.id, area.id))


def _regions(source: PlanSource, mapping: Mapping, fact: Fact, area: Fact | None) -> tuple[Word, ...]:
    """The divisions that the count is of, or over which its blocks are said to be spread (主要分布在…)."""
    clause = source.clauses.get(fact.clause or "")
    if clause is None:
        return ()
    if fact.regions and "regions" not in fact.inherited:
        start = max(0, clause.text.text.rfind(fact.subject, 0, fact.start))
        words = Word(fact.subject, source.reading.document.place(clause.text, start, start + len(fact.subject)))
        return regions_in(source, words, inferred=None) or (replace(words, keys=fact.regions),)
    end = (area or fact).end
    sentence_end = min((n for sign in "。；" if (n := clause.text.text.find(sign, end)) >= 0), default=None)
    match = mapping.text.distribution.search(clause.text.text, end, sentence_end or len(clause.text.text))
    if match is None or area is None:
        return ()
    start, stop = match.span("words")
    return regions_in(
        source, Word(match["words"], source.reading.document.place(clause.text, start, stop)), inferred=None
    )
