"""A sentence repeated with another figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, where, where_en
from kuanggui.checks.audit.counterparts import pairs_of
from kuanggui.checks.audit.figures import same_figure
from kuanggui.checks.audit.items import repeated_items
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD407",
    title="同一句话重复出现而数据不同",
    title_en="A sentence stands twice with different figures",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("clauses", "facts"),
    message="{subject}：{where}为{words}，{other_where}同一句话中为{other}。",
    message_en="{subject}: {where_en} has {words}, the same sentence in {other_where_en} {other}.",
    remedy="核对原始资料，统一两处数据。",
    remedy_en="Check the source and make the figures one.",
)
def sentence_repeated_with_other_figure(case: AuditCase) -> Iterator[Said]:
    """Sentences that are alike word by word, about the same minerals, places and years, bear the same figures.

    When most figures of the two differ they are taken for a set form filled in twice, and the finding is a warning.
    """
    known = {frozenset(pair.ids) for pair in pairs_of(case)}
    for items in repeated_items(case):
        usual = [_usual([item.facts[n] for item in items]) for n in range(len(items[0].facts))]
        for item in items:
            differing = [
                (f, u) for f, u in zip(item.facts, usual, strict=True) if not same_figure(f.quantity, u.quantity)
            ]
            yield Checked([f for f, u in zip(item.facts, usual, strict=True) if same_figure(f.quantity, u.quantity)])
            certain = len(differing) * 2 <= len(item.facts) or len(item.facts) == 1
            for fact, other in differing:
                if frozenset({fact.id, other.id}) not in known:
                    yield _hit(fact, other, Severity.ERROR if certain else Severity.WARNING)


def _usual(facts: Sequence[Fact]) -> Fact:
    """The fact whose figure most of them have, of equals the first."""
    printed = Counter((fact.quantity.low, fact.quantity.high) for fact in facts)
    most = max(printed.values())
    return next(fact for fact in facts if printed[fact.quantity.low, fact.quantity.high] == most)


def _hit(fact: Fact, other: Fact, severity: Severity) -> Hit:
    return Hit(
        name_of(fact) or fact.place.quote,
        [fact, other],
        evidence={"stated": fact.quantity, "other": other.quantity},
        values={
            "where": where(fact),
            "where_en": where_en(fact),
            "words": fact.quantity.text,
            "other_where": where(other),
            "other_where_en": where_en(other),
            "other": other.quantity.text,
        },
        severity=severity,
    )
