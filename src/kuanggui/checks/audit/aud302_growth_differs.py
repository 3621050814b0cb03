"""Rates of growth that do not follow from the figures before and after."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.growth import MONEY, growths, mean_growth
from kuanggui.checks.audit.movements import Movement, movements
from kuanggui.checks.audit.quotients import Fit, fit, in_unit_of, printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD302",
    title="增长率与前后数据不符",
    title_en="A rate of growth does not follow from the figures before and after",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("changes",),
    message="{subject}{stated}，按{before}到{after}计算为{recomputed}（{arithmetic}）{remark}。",
    message_en="{subject} {stated}: from {before} to {after} is {recomputed} ({arithmetic}){remark_en}.",
    remedy="核对前后两个数据、年份和增长率；按可比价计算的，在文中写明。",
    remedy_en="Go through the two figures, their years and the rate; if it is at constant prices, say so.",
)
def growth_differs(case: AuditCase) -> Iterator[Said]:
    """A printed growth is what the figures before and after give: in all, or per year over the years between them.

    Growth per year is compounded; where the plain mean was printed instead, the finding says so and is doubtful only. So is one about
    money, which may be at constant prices. Where the earlier figure is not printed beside it, the same figure of that year is looked
    for in the document.
    """
    for by, found in movements(case, {"ratio"}):
        ways = [(way, growths(way)) for way in found]
        ways = [(way, rates) for way, rates in ways if rates]
        fitting = next((way for way, rates in ways if any(fit(by.quantity, r.range) is Fit.HOLDS for r in rates)), None)
        if fitting is not None:
            yield Checked(fitting.facts)
        elif ways:
            yield _hit(ways[0][0])
        else:
            yield Skipped("文中没有变化前后的数据", "the document has no figures before and after", [by])


def _hit(way: Movement) -> Hit:
    rate = growths(way)[0]
    unit = way.by.quantity.unit.name if way.by.quantity.unit else ""
    recomputed = in_unit_of(way.by.quantity, rate.value)
    near = any(fit(way.by.quantity, one.range) is Fit.NEARLY for one in growths(way))
    remark, remark_en = _remark(way)
    return Hit(
        subject=way.by.subject,
        figures=way.facts,
        evidence={
            "stated": way.by.quantity,
            "recomputed": (recomputed, unit),
            "arithmetic": f"{rate.arithmetic} = {recomputed:f}{unit} ≠ {way.by.quantity.low:f}{unit}",
        },
        values={
            "before": printed(way.before.quantity),
            "after": printed(way.after.quantity),
            "remark": remark,
            "remark_en": remark_en,
        },
        severity=Severity.WARNING if remark or near or not way.printed else Severity.ERROR,
    )


def _remark(way: Movement) -> tuple[str, str]:
    """What may explain a difference, in Chinese and English."""
    mean = mean_growth(way)
    if mean is not None and fit(way.by.quantity, mean.range) is Fit.HOLDS:
        return "；所列为总增幅除以年数，不是年均增长率", "; the growth in all was divided by the years"
    if way.after.attribute in MONEY:
        return "；如按可比价计算，请注明", "; if at constant prices, say so"
    return "", ""
