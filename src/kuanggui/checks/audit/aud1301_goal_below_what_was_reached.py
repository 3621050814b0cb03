"""A goal that is easier than what was reached before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, where, where_en
from kuanggui.checks.audit.keys import RISING, Key, keys_of
from kuanggui.checks.audit.likeness import compare
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

OF_GOALS = frozenset({"target", "achieved", "previous", "existing"})


@rule(
    code="AUD1301",
    title="目标低于已达到的水平",
    title_en="A goal below what was reached",
    severity=Severity.WARNING,
    family=Family.GOALS,
    needs=("facts",),
    message="{subject}：{year}年目标{target}低于{earlier}年的{reached}（{where}）。",
    message_en="{subject}: the goal of {year}, {target}, is below {reached} of {earlier} ({where_en}).",
    remedy="核对现状与目标；如确需下调，请说明理由。",
    remedy_en="Check state and goal; if it is to be lower, say why.",
)
def goal_below_what_was_reached(case: AuditCase) -> Iterator[Said]:
    """Of rates and counts that are to rise (recovery, compliance, green mines …) a later goal is not below an earlier goal or state."""
    reported: set[str] = set()
    for (one, first), (other, second) in _pairs(case):
        earlier, later = (one, other) if _year(first) < _year(second) else (other, one)
        if earlier.quantity.base().low is None or _top(later) >= _bottom(earlier):
            yield Checked([later, earlier])
        elif later.id not in reported:
            reported.add(later.id)
            yield Hit(
                name_of(later) or name_of(earlier),
                [later, earlier],
                evidence={"target": later.quantity, "reached": earlier.quantity},
                values={
                    "year": max(_year(first), _year(second)),
                    "earlier": min(_year(first), _year(second)),
                    "where": where(earlier),
                    "where_en": where_en(earlier),
                },
            )


def _pairs(case: AuditCase) -> Iterator[tuple[tuple[Fact, Key], tuple[Fact, Key]]]:
    """Pairs of facts about one rising thing in two years, the later one a goal of this plan."""
    by_attribute: dict[tuple[str, str], list[tuple[Fact, Key]]] = defaultdict(list)
    for fact_id, key in keys_of(case).items():
        fact = case.facts[fact_id]
        rising = key.attribute in RISING and key.moment is not None and not fact.quantity.is_range
        if rising and not ("previous" in key.scope and "target" in key.scope):
            by_attribute[key.attribute, key.sort].append((fact, key))
    horizon = horizon_of(case)
    for found in by_attribute.values():
        for one, other in combinations(found, 2):
            first, second = one[1], other[1]
            later = first if _year(first) > _year(second) else second
            if _year(first) == _year(second) or not later.goal:
                continue
            likeness = compare(_timeless(first), _timeless(second), horizon)
            if likeness is not None and likeness.weight == 0:
                yield one, other


def _timeless(key: Key) -> Key:
    return replace(key, moment=None, goal=False, scope=key.scope - OF_GOALS)


def _year(key: Key) -> int:
    assert key.moment is not None
    return key.moment.end


def _top(fact: Fact) -> float:
    high = fact.quantity.base().high
    return float("inf") if high is None else float(high)


def _bottom(fact: Fact) -> float:
    low = fact.quantity.base().low
    return float("-inf") if low is None else float(low)
