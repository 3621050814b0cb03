"""Differences that do not follow from the figures before and after."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.movements import Movement, movements
from kuanggui.checks.audit.quotients import Amount, Fit, Range, amount, factor, fit, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

OTHERS = {"ratio", "multiple"}


@rule(
    code="AUD303",
    title="增减量与前后数据不符",
    title_en="A difference does not follow from the figures before and after",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("changes",),
    message="{subject}{stated}，按{before}到{after}计算为{recomputed}（{arithmetic}）。",
    message_en="{subject} {stated}: from {before} to {after} is {recomputed} ({arithmetic}).",
    remedy="核对前后两个数据和增减量，改正有误的一个。",
    remedy_en="Go through the two figures and the difference, and mend the one that is wrong.",
)
def difference_differs(case: AuditCase) -> Iterator[Said]:
    """A printed increase or decrease (减少58个, 提高4.6个百分点) is the difference of the figures before and after."""
    for by, found in movements(case):
        if by.quantity.unit is None or by.quantity.unit.dimension in OTHERS:
            continue
        fitting = next((way for way in found if fit(by.quantity, _difference(way)) is Fit.HOLDS), None)
        if fitting is not None:
            yield Checked(fitting.facts)
        elif found:
            yield _hit(found[0])
        else:
            yield Skipped("文中没有变化前后的数据", "the document has no figures before and after", [by])


def _sides(way: Movement) -> tuple[Amount, Amount]:
    """The larger figure by the words, and the smaller."""
    return (amount(way.before), amount(way.after)) if way.falls else (amount(way.after), amount(way.before))


def _difference(way: Movement) -> Range:
    large, small = _sides(way)
    return large.range.minus(small.range)


def _hit(way: Movement) -> Hit:
    large, small = _sides(way)
    value = (large.middle - small.middle) / factor(way.by.quantity)
    recomputed = round(value, max(0, *(f.quantity.decimals for f in way.facts))).normalize() + Decimal(0)
    unit = way.by.quantity.unit.name if way.by.quantity.unit else ""
    nearly = fit(way.by.quantity, _difference(way)) is Fit.NEARLY
    return Hit(
        subject=way.by.subject,
        figures=way.facts,
        evidence={
            "stated": way.by.quantity,
            "recomputed": (recomputed, unit),
            "arithmetic": f"{large.printed} - {small.printed} = {recomputed:f}{unit} ≠ {way.by.quantity.text}",
        },
        values={"before": printed(way.before.quantity), "after": printed(way.after.quantity)},
        severity=Severity.WARNING if nearly or not way.printed else Severity.ERROR,
    )
