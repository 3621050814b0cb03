"""Caps, limits on mines, recovery rates and restoration duties, from facts of running text and from indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kuanggui.ingest.plan.facts import figure_of, looks_ahead, mineral_of, text_facts, years_of
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.fact import Fact
from kuanggui.model.plan.base import Recovery, RecoveryKind
from kuanggui.model.plan.target import Cap, Indicator, MineLimit
from kuanggui.model.plan.work import RestorationDuty

RATE = "ratio"


def read_caps(
    source: PlanSource, mapping: Mapping, base_year: int | None, indicators: Iterable[Indicator]
) -> Iterator[Cap]:
    """Yearly totals set for a mineral: first those that are indicators, then those of running text."""
    for indicator, fact in _of_indicators(source, indicators, mapping.facts.caps):
        assert indicator.value is not None
        yield Cap(
            id=f"cap/{indicator.id}",
            place=indicator.place,
            measure=fact.attribute,
            value=indicator.value,
            mineral=indicator.mineral,
            year=indicator.target_year,
            indicator=indicator.id,
        )
    for fact in text_facts(source, mapping.facts.caps):
        if looks_ahead(fact, base_year):
            yield Cap(
                id=f"cap/{fact.clause}/{fact.id}",
                place=fact.place,
                measure=fact.attribute,
                value=figure_of(fact),
                mineral=mineral_of(source, fact),
                year=years_of(fact),
                fact=fact.id,
            )


def _of_indicators(
    source: PlanSource, indicators: Iterable[Indicator], attributes: frozenset[str]
) -> Iterator[tuple[Indicator, Fact]]:
    """The indicators whose figure is about one of the attributes, with the fact that says so."""
    by_place = {fact.place: fact for fact in source.reading.facts if fact.box is not None}
    for indicator in indicators:
        fact = by_place.get(indicator.value.place) if indicator.value else None
        if fact is not None and fact.attribute in attributes:
            yield indicator, fact


def read_mine_limits(source: PlanSource, mapping: Mapping, base_year: int | None) -> Iterator[MineLimit]:
    """Numbers of mines, and shares of large and medium ones, that running text sets for a year to come."""
    words = mapping.facts
    for fact in text_facts(source, words.mine_numbers | words.large_medium_shares):
        if looks_ahead(fact, base_year) and not words.no_limits & set(fact.qualifiers):
            counts = fact.attribute in words.mine_numbers
            yield MineLimit(
                id=f"mine_limit/{fact.clause}/{fact.id}",
                place=fact.place,
                mineral=mineral_of(source, fact),
                year=years_of(fact),
                mines=figure_of(fact) if counts else None,
                large_medium_share=None if counts else figure_of(fact),
                fact=fact.id,
            )


def read_recoveries(source: PlanSource, mapping: Mapping, base_year: int | None) -> Iterator[Recovery]:
    """Recovery rates as they are; goals for them are indicators."""
    for fact in text_facts(source, mapping.facts.recoveries):
        if _is_rate(fact, mapping) and not looks_ahead(fact, base_year):
            yield Recovery(
                id=f"recovery/{fact.clause}/{fact.id}",
                place=fact.place,
                kind=RecoveryKind(mapping.facts.recoveries[fact.attribute]),
                value=figure_of(fact),
                mineral=mineral_of(source, fact),
                subject=fact.subject,
                scope=fact.qualifiers,
                years=years_of(fact),
                fact=fact.id,
            )


def _is_rate(fact: Fact, mapping: Mapping) -> bool:
    """Whether a fact is a rate of the wanted kind: not of capacity or water, which are utilised as well."""
    subjects = mapping.facts.recovery_subjects.get(fact.attribute)
    unit = fact.quantity.unit
    return unit is not None and unit.dimension == RATE and (subjects is None or subjects.match(fact.subject))


def read_duties(
    source: PlanSource, mapping: Mapping, base_year: int | None, indicators: Iterable[Indicator]
) -> Iterator[RestorationDuty]:
    """Areas to be restored: first those that are indicators, then those that running text sets."""
    for indicator, fact in _of_indicators(source, indicators, mapping.facts.restoration):
        assert indicator.value is not None
        yield RestorationDuty(
            id=f"restoration_duty/{indicator.id}",
            place=indicator.place,
            measure=fact.attribute,
            value=indicator.value,
            subject=indicator.name.text,
            years=indicator.target_year,
            indicator=indicator.id,
        )
    for fact in text_facts(source, mapping.facts.restoration):
        if looks_ahead(fact, base_year):
            yield RestorationDuty(
                id=f"restoration_duty/{fact.clause}/{fact.id}",
                place=fact.place,
                measure=fact.attribute,
                value=figure_of(fact),
                subject=fact.subject,
                years=years_of(fact),
                fact=fact.id,
            )
