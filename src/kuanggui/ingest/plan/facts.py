"""Facts of running text that look ahead or back, and the values made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.fact import Fact
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.regulation import MineralMatch, mineral

FROM_ABOVE = "取自上文"


def text_facts(source: PlanSource, attributes: Iterable[str]) -> Iterator[Fact]:
    """The facts of running text about one of the attributes, in order."""
    wanted = set(attributes)
    return (fact for fact in source.reading.facts if fact.box is None and fact.attribute in wanted)


def looks_ahead(fact: Fact, base_year: int | None) -> bool:
    """Whether a fact speaks of a time behind the base year."""
    return base_year is not None and fact.period is not None and fact.period.end > base_year


def figure_of(fact: Fact) -> Figure:
    """The quantity of a fact."""
    return Figure(fact.quantity, fact.place)


def years_of(fact: Fact) -> Years | None:
    """The years of a fact; their place is that of the figure they belong to."""
    return None if fact.period is None else Years(fact.period.start, fact.period.end, fact.place)


def is_state(fact: Fact, base_year: int | None) -> bool:
    """Whether a fact speaks of a year up to the base year."""
    return fact.period is not None and not looks_ahead(fact, base_year)


def mineral_of(source: PlanSource, fact: Fact) -> Word | None:
    """The minerals of a fact as printed last in front of its figure; by their catalogue name where only a heading or box says them."""
    if not fact.minerals:
        return None
    clause = source.clauses.get(fact.clause or "")
    named = [match for match in source.minerals_of(clause.id) if match.start < fact.end] if clause else []
    run = _last_run(named, set(fact.minerals))
    if clause is None or not run:
        names = "、".join(mineral(code).name for code in fact.minerals)
        return Word(names, fact.place, fact.minerals, FROM_ABOVE)
    start, end = run[0].start, run[-1].end
    inherited = FROM_ABOVE if "minerals" in fact.inherited else None
    place = source.reading.document.place(clause.text, start, end)
    return Word(clause.text.text[start:end], place, fact.minerals, inherited)


def _last_run(matches: Sequence[MineralMatch], wanted: set[str]) -> list[MineralMatch]:
    """The last stretch of matches that name all the wanted minerals."""
    run: list[MineralMatch] = []
    for match in reversed(matches):
        if match.mineral.code in wanted:
            run.insert(0, match)
        if wanted <= {each.mineral.code for each in run}:
            return run
    return run
