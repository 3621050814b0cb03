"""Averages that do not follow from what they are averages of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kuanggui.checks.audit.averages import Average, averages
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.quotients import Fit, fit, in_unit_of
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD307",
    title="平均值与总量不符",
    title_en="An average does not follow from the total",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("facts",),
    message="{subject}{stated}，按{total}、{by}计算为{recomputed}（{arithmetic}）。",
    message_en="{subject} {stated}: {total} over {by} is {recomputed} ({arithmetic}).",
    remedy="核对总量、个数（年数）和平均值，改正有误的一个。",
    remedy_en="Go through the total, the number it is divided by and the average, and mend the one that is wrong.",
)
def average_differs(case: AuditCase) -> Iterator[Said]:
    """A figure per head, per mine, per hectare or per year is the total by the number, where both are in the document.

    Which words make an average is listed in `checks/data/averages.yaml`. A yearly mean is also weighed against the years of a box.
    """
    for fact in case.reading.facts:
        entry = _entry(fact) if fact.clause is not None else None
        if entry is None:
            continue
        found = averages(case, fact, entry)
        fitting = next((one for one in found if fit(fact.quantity, one.range) is Fit.HOLDS), None)
        if fitting is not None:
            yield Checked([fact, *fitting.facts])
        elif found:
            yield _hit(fact, found)
        else:
            yield Skipped("文中没有计算平均值的数据", "the document lacks the figures of the average", [fact])


def _entry(fact: Fact) -> Mapping[str, Any] | None:
    unit = fact.quantity.unit
    if unit is None or unit.dimension in {"ratio", "percentage_point", "multiple", "years"}:
        return None
    entries: list[Mapping[str, Any]] = words("averages")
    return next((entry for entry in entries if any(word in fact.subject for word in entry["words"])), None)


def _hit(fact: Fact, found: list[Average]) -> Hit:
    best = found[0]
    unit = fact.quantity.unit.name if fact.quantity.unit else ""
    recomputed = in_unit_of(fact.quantity, best.middle)
    nearly = any(fit(fact.quantity, one.range) is Fit.NEARLY for one in found)
    return Hit(
        subject=fact.subject,
        figures=[fact, *best.facts],
        evidence={
            "stated": fact.quantity,
            "recomputed": (recomputed, unit),
            "arithmetic": f"{best.total.printed} ÷ {best.words} = {recomputed:f}{unit} ≠ {fact.quantity.text}",
        },
        values={"total": best.total.printed, "by": best.words},
        severity=Severity.ERROR if best.near and len(found) == 1 and not nearly else Severity.WARNING,
    )
