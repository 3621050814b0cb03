"""Zones that only running text names: enumerations such as 规划甲储备区、乙储备区等 behind a word that leads in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kuanggui.ingest.plan.mapping import Mapping, NamedArea
from kuanggui.ingest.plan.names import minerals_in, regions_in
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.outline import Clause
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Gap, GapReason, Word
from kuanggui.model.plan.zone import Zone, ZoneKind

SENTENCE = re.compile(r"[^。；;]+")
SEPARATOR = re.compile(r"、|以及|和|及|与")
FEWEST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `start` to `end` of a clause; `before` are the words of the sentence in front of the enumeration."""

    start: int
    end: int
    before: str


def read_named_areas(source: PlanSource, mapping: Mapping, known: set[str]) -> Iterator[tuple[Zone, Gap]]:
    """The zones that the clauses name, with what is left open; those `known` from boxes are left out."""
    titles = {section.id: section.title for section in source.reading.sections}
    for clause in source.reading.clauses:
        for area in mapping.text.named_areas:
            about = titles.get(clause.section, "") + clause.text.text
            if not any(topic in about for topic in area.topics):
                continue
            for number, named in enumerate(find_names(clause.text.text, area, mapping), 1):
                zone = _zone(source, mapping, area, clause, named, number)
                if zone.name.text not in known:
                    known.add(zone.name.text)
                    yield zone, Gap(zone.id, "area", GapReason.NOT_STATED, zone.name.text, zone.place)


def find_names(text: str, area: NamedArea, mapping: Mapping) -> Iterator[Named]:
    """Every name of an enumeration, in order; of words that lead in, the one nearest to the name counts."""
    lead_in = re.compile("|".join(map(re.escape, mapping.text.lead_ins)))
    name = _name_pattern(area)
    for sentence in SENTENCE.finditer(text):
        found: dict[int, list[Named]] = {}
        for match in lead_in.finditer(text, *sentence.span()):
            names = list(_enumerated(text, match.end(), sentence.end(), name, text[sentence.start() : match.start()]))
            if names:
                found[names[0].end] = names
        for named in _outermost(found.values()):
            if _is_specific(text[named.start : named.end], area, mapping):
                yield named


def _outermost(enumerations: Iterable[list[Named]]) -> Iterator[Named]:
    """The names of every enumeration that does not begin within a name of another (国家「规划」矿区)."""
    end = 0
    for names in sorted(enumerations, key=lambda names: names[0].start):
        if names[0].start >= end:
            yield from names
            end = names[-1].end


def _name_pattern(area: NamedArea) -> re.Pattern[str]:
    """Words up to one of the endings, behind which the enumeration goes on or stops."""
    endings = "|".join(map(re.escape, area.endings))
    return re.compile(rf"[^，,。；;：:（）()\d]*?(?:{endings})(?=、|以及|和|及|与|等|，|,|。|；|;|（|\(|$)")


def _enumerated(text: str, start: int, stop: int, name: re.Pattern[str], before: str) -> Iterator[Named]:
    while match := name.match(text, start, stop):
        yield Named(start, match.end(), before)
        separator = SEPARATOR.match(text, match.end(), stop)
        if separator is None:
            return
        start = separator.end()


def _is_specific(name: str, area: NamedArea, mapping: Mapping) -> bool:
    """Whether a name says more than the kind of zone."""
    if name.endswith(area.never or ("\0",)):
        return False
    rest = re.sub(f"(?:{'|'.join(map(re.escape, area.endings))})$", "", name)
    for word in mapping.text.generic_names:
        rest = rest.replace(word, "")
    return len(rest) >= FEWEST_SIGNS


def _zone(source: PlanSource, mapping: Mapping, area: NamedArea, clause: Clause, named: Named, number: int) -> Zone:
    text = clause.text.text[named.start : named.end]
    level = mapping.meaning("origin", text) or mapping.meaning("origin", named.before)
    start = named.start + _grade_length(text)
    place = source.reading.document.place(clause.text, start, named.end)
    name = Word(clause.text.text[start : named.end], place)
    return Zone(
        id=f"zone/{clause.id}/{area.kind}/{number}",
        place=place,
        name=name,
        kind=ZoneKind(area.kind),
        regions=regions_in(source, name),
        minerals=minerals_in(name),
        origin=Level(level) if level else None,
        clause=clause.id,
    )


def _grade_length(name: str) -> int:
    """How much of a name only says its level (国家级晋北煤炭基地)."""
    match = re.match(r"(?:国家|省|市|县)级", name)
    return match.end() if match else 0
