"""Printed ratios that do not follow from their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.proportions import HUNDRED, Ratio, ratios, runs, shares_of
from kuanggui.checks.audit.quotients import printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD305",
    title="比例与各项数据不符",
    title_en="A printed ratio does not follow from its figures",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("numbers",),
    message="比例{subject}应为{recomputed}（{arithmetic}）。",
    message_en="The ratio {subject} ought to be {recomputed} ({arithmetic}).",
    remedy="核对比例和各项数据，改正有误的一个。",
    remedy_en="Go through the ratio and its figures, and mend the one that is wrong.",
)
def ratio_differs(case: AuditCase) -> Iterator[Said]:
    """A printed ratio (三次产业之比 5.1:37.0:57.9) is that of as many figures beside it, and percentages in it add up to 100.

    A term may be off by one unit of the last place when the terms together are made to give exactly 100.
    """
    for ratio in ratios(case):
        found = [run for run in runs(case, ratio) if all(f.quantity.low > 0 for f in run)]
        fitting = next((run for run in found if _worst(ratio, run) <= 0), None)
        if fitting is not None:
            yield Checked([ratio.token, *fitting])
        elif found:
            yield _hit(ratio, found[0])
        elif not ratio.of_hundred:
            yield Skipped("比例旁没有相应的各项数据", "no figures stand beside the ratio", [ratio.token])
        elif abs(ratio.total - HUNDRED) * 2 > len(ratio.terms) * Decimal(1).scaleb(-ratio.decimals):
            yield _not_hundred(ratio)
        else:
            yield Checked([ratio.token])


def _worst(ratio: Ratio, run: Sequence[Fact]) -> int:
    """0 when every term fits, 1 when one is off by a place, 2 when one is off by more."""
    place = Decimal(1).scaleb(-ratio.decimals)
    made = ratio.of_hundred and ratio.total == HUNDRED
    worst = 0
    for number, (_, can_be) in enumerate(shares_of(ratio, run)):
        term = ratio.term(number)
        gap = max(can_be.low - term.high, term.low - can_be.high)
        worst = max(worst, 0 if gap <= 0 or (made and gap <= place / 2) else 1 if gap <= place / 2 else 2)
    return worst


def _hit(ratio: Ratio, run: Sequence[Fact]) -> Hit:
    places = ratio.decimals + 1 if _worst(ratio, run) == 1 else ratio.decimals
    right = ":".join(f"{round(value, places):f}" for value, _ in shares_of(ratio, run))
    return Hit(
        subject=ratio.token.text,
        figures=[ratio.token, *run],
        evidence={
            "stated": ratio.token.text,
            "recomputed": right,
            "arithmetic": f"{':'.join(printed(fact.quantity) for fact in run)} = {right} ≠ {ratio.token.text}",
        },
        severity=Severity.WARNING if _worst(ratio, run) == 1 else Severity.ERROR,
    )


def _not_hundred(ratio: Ratio) -> Hit:
    total = f"{ratio.total:f}"
    return Hit(
        subject=ratio.token.text,
        figures=[ratio.token],
        evidence={
            "stated": ratio.token.text,
            "recomputed": "100",
            "arithmetic": f"{' + '.join(f'{t:f}' for t in ratio.terms)} = {total} ≠ 100",
        },
    )
