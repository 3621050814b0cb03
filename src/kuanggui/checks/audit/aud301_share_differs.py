"""Shares that do not follow from part and whole."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.quotients import Fit, amount, in_unit_of
from kuanggui.checks.audit.shares import Division, divisions
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import division
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD301",
    title="占比与部分、总数不符",
    title_en="A share does not follow from its part and whole",
    severity=Severity.ERROR,
    family=Family.RATIOS,
    needs=("shares",),
    message="{subject}{stated}，按{part}、{whole}计算为{recomputed}（{arithmetic}）。",
    message_en="{subject} {stated}: {part} of {whole} is {recomputed} ({arithmetic}).",
    remedy="核对部分、总数和占比，改正有误的一个。",
    remedy_en="Go through part, whole and share, and mend the one that is wrong.",
)
def share_differs(case: AuditCase) -> Iterator[Said]:
    """A printed share is the part divided by the whole, as far as the rounding of the three lets one tell.

    The part stands in front of the share or is named by it (大中型矿山 where large and medium ones are counted); the whole is what the
    part is printed as a part of, or the figure that the words behind 占 name. When several figures can be meant, one that fits is enough.
    """
    for share in case.reading.shares:
        fact = case.facts[share.share]
        found = divisions(case, share)
        fitting = next((one for one in found if one.fit(fact) is Fit.HOLDS), None)
        if fitting is not None:
            yield Checked([fact, *fitting.part.facts, fitting.whole])
        elif found:
            yield _hit(fact, found)
        else:
            yield Skipped(
                "文中没有与占比对应的部分或总数", "the document has no part or no whole for the share", [fact]
            )


def _hit(fact: Fact, found: list[Division]) -> Hit:
    best = next((one for one in found if one.sure), found[0])
    value = best.part.middle / amount(best.whole).middle
    recomputed = in_unit_of(fact.quantity, value)
    unit = fact.quantity.unit.name if fact.quantity.unit else ""
    nearly = any(one.fit(fact) is Fit.NEARLY for one in found)
    return Hit(
        subject=fact.subject,
        figures=[fact, *best.part.facts, best.whole],
        evidence={
            "stated": fact.quantity,
            "recomputed": (recomputed, unit),
            "arithmetic": division(best.part.printed, amount(best.whole).printed, recomputed, fact.quantity, unit),
        },
        values={"part": best.part.printed, "whole": amount(best.whole).printed},
        severity=Severity.ERROR if best.sure and not nearly else Severity.WARNING,
    )
