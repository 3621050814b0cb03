"""A goal that is lower than what the plan above asks of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, printed
from kuanggui.checks.audit.keys import RISING, keys_of
from kuanggui.checks.audit.levels import upper_case
from kuanggui.checks.audit.likeness import LEVELS, compare
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD1403",
    title="目标低于上级规划的总体要求",
    title_en="A goal below that of the plan above",
    severity=Severity.WARNING,
    family=Family.LEVELS,
    needs=("facts", "upper"),
    message="{subject}：本规划目标为{own}，低于上级规划的总体要求{upper}。",
    message_en="{subject}: the goal is {own}, below {upper} that the plan above asks of its whole area.",
    remedy="按不低于上级规划的要求确定目标，或说明理由。",
    remedy_en="Set the goal at least as high, or say why it is not.",
)
def goal_below_upper_plan(case: AuditCase) -> Iterator[Said]:
    """Goals for rates of which more is better (recovery, utilisation, compliance …) are not below those of the plan above."""
    upper, keys = upper_case(case), keys_of(case)
    asked = [
        (upper.facts[key_id], replace(key, scope=key.scope - LEVELS))
        for key_id, key in keys_of(upper).items()
        if key.attribute in RISING and key.sort == "ratio" and key.goal and not key.regions
    ]
    for fact_id, key in keys.items():
        fact = case.facts[fact_id]
        if key.attribute not in RISING or key.sort != "ratio" or not key.goal or "previous" in key.scope:
            continue
        for other, required in asked:
            likeness = compare(replace(key, scope=key.scope - LEVELS), required, horizon_of(case))
            if likeness is not None and likeness.weight == 0:
                yield _weigh(fact, other)


def _weigh(fact: Fact, other: Fact) -> Said:
    high, low = fact.quantity.base().high, other.quantity.base().low
    if high is None or low is None or high >= low:
        return Checked([fact])
    return Hit(
        name_of(fact),
        [fact],
        evidence={"target": fact.quantity, "limit": other.quantity},
        places=[fact.place, other.place],
        values={"own": printed(fact), "upper": printed(other)},
    )
