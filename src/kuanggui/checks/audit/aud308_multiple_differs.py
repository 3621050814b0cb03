"""Multiples that do not follow from the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.movements import Movement, movements
from kuanggui.checks.audit.quotients import ONE, Fit, Range, amount, fit, in_unit_of, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import division
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

MORE = re.compile(r"(?:增长|增加|提高|提升|扩大|增)(?:了|约|近)*$")


@rule(
    code="AUD308",
    title="倍数与两个数据不符",
    title_en="A multiple does not follow from the two figures",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("changes",),
    message="{subject}{stated}，按{after}与{before}计算为{recomputed}（{arithmetic}）。",
    message_en="{subject} {stated}: {after} to {before} is {recomputed} ({arithmetic}).",
    remedy="核对两个数据和倍数，改正有误的一个。",
    remedy_en="Go through the two figures and the multiple, and mend the one that is wrong.",
)
def multiple_differs(case: AuditCase) -> Iterator[Said]:
    """A printed multiple (为2016年的2.0倍) is the later figure divided by the earlier; 增长2倍 may also mean one more."""
    for by, found in movements(case, {"multiple"}):
        ways = [(way, times) for way in found if (times := _times(way))]
        fitting = next((way for way, times in ways if any(fit(by.quantity, t) is Fit.HOLDS for t in times)), None)
        if fitting is not None:
            yield Checked(fitting.facts)
        elif ways:
            yield _hit(ways[0][0])
        else:
            yield Skipped("文中没有两个可比的数据", "the document has no two figures to compare", [by])


def _times(way: Movement) -> list[Range]:
    times = amount(way.after).range.over(amount(way.before).range)
    if times is None:
        return []
    return [times.mapped(lambda t: t - ONE), times] if MORE.search(way.by.subject) else [times]


def _hit(way: Movement) -> Hit:
    recomputed = in_unit_of(way.by.quantity, amount(way.after).middle / amount(way.before).middle)
    after, before = printed(way.after.quantity), printed(way.before.quantity)
    return Hit(
        subject=way.by.subject,
        figures=way.facts,
        evidence={
            "stated": way.by.quantity,
            "recomputed": (recomputed, "倍"),
            "arithmetic": division(after, before, recomputed, way.by.quantity, "倍"),
        },
        values={"before": before, "after": after},
        severity=Severity.ERROR if way.printed else Severity.WARNING,
    )
