"""A number of mines that is not the sum of its groups, which are counted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import total_hit
from kuanggui.checks.audit.stock import stock_sums
from kuanggui.checks.audit.sums import balance
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD105",
    title="矿山数与别处所列各类之和不符",
    title_en="A number of mines is not the sum of its groups counted elsewhere",
    severity=Severity.WARNING,
    family=Family.PARTS,
    needs=("facts",),
    message="{subject}{stated}，而别处所列各类合计{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} stated, the groups counted elsewhere add up to {recomputed} ({arithmetic}).",
    remedy="核对矿山总数与各类矿山数，注明统计时点。",
    remedy_en="Go through the number of mines and those of its groups; state the date of the count.",
)
def mines_differ_from_groups(case: AuditCase) -> Iterator[Said]:
    """Large and medium mines are large ones and medium ones; all mines are coal mines and others, by size as well.

    Numbers are taken from the whole running text, unless they are of one county, a target or a former state. Where the text does
    not put total and groups together they may be counted on different days, so that a difference is doubtful only.
    """
    for found in stock_sums(case):
        weighed = balance(found.terms, found.total.quantity)
        if weighed.holds:
            yield Checked([found.total, *(term.fact for term in found.terms)])
        else:
            yield total_hit(found.total, found.terms, weighed)
