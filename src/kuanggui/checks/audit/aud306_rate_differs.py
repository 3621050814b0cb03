"""Rates that do not follow from the two figures they are reckoned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.operands import Operand, Pair, last_two_counts, pairs
from kuanggui.checks.audit.quotients import Fit, fit, in_unit_of, printed
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import division
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD306",
    title="比率与其分子、分母不符",
    title_en="A rate does not follow from its two figures",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("facts",),
    message="{subject}{stated}，按{numerator}、{denominator}计算为{recomputed}（{arithmetic}）。",
    message_en="{subject} {stated}: {numerator} to {denominator} is {recomputed} ({arithmetic}).",
    remedy="核对比率和计算它的两个数据，改正有误的一个。",
    remedy_en="Go through the rate and the two figures it is reckoned from, and mend the one that is wrong.",
)
def rate_differs(case: AuditCase) -> Iterator[Said]:
    """A rate that is the quotient of two figures by its name (产能利用率, 治理率, 品位 …) is that, where both stand in its paragraph.

    Which figures make which rate is listed in `checks/data/rates.yaml`.
    """
    for fact in case.reading.facts:
        entry = _entry(fact) if fact.clause is not None else None
        if entry is None:
            continue
        found = _pairs(case, fact, entry)
        fitting = next(
            (pair for pair in found if pair.quotient and fit(fact.quantity, pair.quotient) is Fit.HOLDS), None
        )
        if fitting is not None:
            yield Checked([fact, fitting.numerator, fitting.denominator])
        elif found:
            yield _hit(fact, found)
        else:
            yield Skipped("段落中没有计算该比率的两个数据", "the paragraph lacks the figures of the rate", [fact])


def _entry(fact: Fact) -> Mapping[str, Any] | None:
    unit = fact.quantity.unit
    if unit is None or unit.dimension not in {"ratio", "ratio_mass"} or fact.quantity.is_range:
        return None
    entries: list[Mapping[str, Any]] = words("rates")
    return next((entry for entry in entries if any(word in fact.subject for word in entry["words"])), None)


def _pairs(case: AuditCase, fact: Fact, entry: Mapping[str, Any]) -> list[Pair]:
    if entry.get("counts"):
        return list(last_two_counts(case, fact))
    return pairs(case, fact, Operand.of(entry["numerator"]), Operand.of(entry["denominator"]))


def _hit(fact: Fact, found: list[Pair]) -> Hit:
    best = found[0]
    unit = fact.quantity.unit.name if fact.quantity.unit else ""
    recomputed = in_unit_of(fact.quantity, best.middle)
    above, below = printed(best.numerator.quantity), printed(best.denominator.quantity)
    nearly = any(one.quotient and fit(fact.quantity, one.quotient) is Fit.NEARLY for one in found)
    alone = sum(pair.near for pair in found) == 1 and best.near
    return Hit(
        subject=fact.subject,
        figures=[fact, best.numerator, best.denominator],
        evidence={
            "stated": fact.quantity,
            "recomputed": (recomputed, unit),
            "arithmetic": division(above, below, recomputed, fact.quantity, unit),
        },
        values={"numerator": above, "denominator": below},
        severity=Severity.ERROR if alone and not nearly else Severity.WARNING,
    )
