"""The clauses of a plan under their headings, its major projects, and the annex tables it cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kuanggui.ingest.plan.mapping import TextWords
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.fact import Reference, ReferenceKind
from kuanggui.model.outline import Clause, Section
from kuanggui.model.place import Place
from kuanggui.model.plan.outline import AnnexTable, Provision
from kuanggui.model.plan.value import Word, Years
from kuanggui.model.plan.work import MajorProject, Milestone

YEAR_OR_SPAN = re.compile(r"(?P<start>(?:19|20)\d{2})年?(?:\s*[-－—–~～至到]+\s*(?P<end>(?:19|20)\d{2}))?年")
SENTENCE = re.compile(r"[^。；;]+[。；;]?")


def read_provisions(source: PlanSource) -> Iterator[Provision]:
    """Every clause with the headings above it."""
    headings = _headings(source)
    for clause in source.reading.clauses:
        yield Provision(clause.id, _clause_place(source, clause), headings.get(clause.section, ()), clause.text.text)


def _headings(source: PlanSource) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for section in source.reading.sections:
        above = found[section.parent] if section.parent is not None else ()
        found[section.id] = (*above, " ".join(word for word in (section.number, section.title) if word))
    return found


def _clause_place(source: PlanSource, clause: Clause, start: int = 0, end: int | None = None) -> Place:
    return source.reading.document.place(clause.text, start, end)


def read_projects(source: PlanSource, words: TextWords, base_year: int | None) -> Iterator[MajorProject]:
    """The headings right below a chapter of major projects, each with its clauses and schedule."""
    chapters = {id_ for id_, section in source.sections.items() if words.project_chapters.match(section.title)}
    for section in source.reading.sections:
        if section.parent in chapters:
            clauses = [c for c in source.reading.clauses if _is_below(source.sections, c.section, section.id)]
            yield _project(source, words, section, clauses, base_year or 0)


def _is_below(sections: dict[str, Section], inner: str | None, outer: str) -> bool:
    while inner in sections:
        if inner == outer:
            return True
        inner = sections[inner].parent
    return False


def _project(
    source: PlanSource, words: TextWords, section: Section, clauses: Sequence[Clause], base_year: int
) -> MajorProject:
    start = max(0, section.text.text.find(section.title))
    place = source.reading.document.place(section.text, start, start + len(section.title))
    schedule = [clause for clause in clauses if words.schedule.match(clause.text.text)]
    dated = schedule or clauses
    return MajorProject(
        id=f"major_project/{section.id}",
        place=place,
        name=Word(section.title, place),
        number=section.number,
        clauses=tuple(clause.id for clause in clauses),
        schedule=tuple(Word(clause.text.text, _clause_place(source, clause)) for clause in schedule),
        milestones=tuple(stone for clause in dated for stone in _milestones(source, clause, base_year)),
    )


def _milestones(source: PlanSource, clause: Clause, base_year: int) -> Iterator[Milestone]:
    """Every year or span of years to come in a clause, with its sentence."""
    for sentence in SENTENCE.finditer(clause.text.text):
        for match in YEAR_OR_SPAN.finditer(clause.text.text, *sentence.span()):
            years = Years(
                int(match["start"]), int(match["end"] or match["start"]), _clause_place(source, clause, *match.span())
            )
            if years.end <= base_year:
                continue
            text = sentence.group().strip()
            start = clause.text.text.index(text, sentence.start())
            yield Milestone(years, Word(text, _clause_place(source, clause, start, start + len(text))))


def read_annexes(source: PlanSource, words: TextWords) -> Iterator[AnnexTable]:
    """The annex tables that the text cites, by number, in the order of their first citation."""
    cited = defaultdict[str, list[Reference]](list)
    for reference in source.reading.references:
        if reference.kind is ReferenceKind.ANNEX and reference.number:
            cited[reference.number].append(reference)
    for number, references in cited.items():
        titles = (
            _annex_title(source, words, source.clauses.get(reference.clause), reference) for reference in references
        )
        yield AnnexTable(
            id=f"annex_table/{number}",
            place=references[0].place,
            number=number,
            title=next((title for title in titles if title is not None), None),
            cited=tuple(reference.place for reference in references),
        )


def _annex_title(source: PlanSource, words: TextWords, clause: Clause | None, reference: Reference) -> Word | None:
    """The title behind a citation (附表11大同市…表), where it is given."""
    if clause is None:
        return None
    for match in re.finditer(re.escape(reference.label), clause.text.text):
        title = words.annex_title.match(clause.text.text[match.end() :])
        if title and _clause_place(source, clause, match.start(), match.end()).start == reference.place.start:
            start, end = match.end() + title.start("words"), match.end() + title.end("words")
            return Word(title["words"], _clause_place(source, clause, start, end))
    return None
