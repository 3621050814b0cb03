"""A list that does not add up to the total in front of it."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import total_hit
from kuanggui.checks.audit.partitions import partitions
from kuanggui.checks.audit.series import Series, series
from kuanggui.checks.audit.shortfalls import shortfall
from kuanggui.checks.audit.sums import Side
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD103",
    title="逐项列举之和与总数不符",
    title_en="A list does not add up to the total in front of it",
    severity=Severity.ERROR,
    family=Family.PARTS,
    needs=("facts",),
    message="{subject}{stated}，逐项列举合计{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} stated, the list adds up to {recomputed}, a difference of {difference} ({arithmetic}).",
    remedy="核对总数和列举的各项，补上漏列的或改正数字。",
    remedy_en="Go through the total and the list; add what is missing or mend the figure.",
)
def list_differs_from_total(case: AuditCase) -> Iterator[Said]:
    """A list in a sentence of its own adds up to the total in front of it, in its paragraph or in one of the two before it.

    A list is a run of like figures that differ in one thing: mineral, county, year, size, stage. It counts when it takes every
    value there is, ends with a remainder, or lists counted things one by one.
    """
    runs = [run for run in series(case) if run.total is not None]
    confirmed = {p.whole.id for p in partitions(case) if p.closed and p.balance().confirms}
    confirmed |= {run.total.id for run in runs if run.total and run.balance().confirms}
    for run in runs:
        assert run.total is not None
        if severity := _severity(run):
            yield total_hit(run.total, run.terms, run.balance(), severity, confirmed=run.total.id in confirmed)
        else:
            yield Checked([run.total, *run.parts])


def _severity(run: Series) -> Severity | None:
    """None when the list adds up or need not; a list that may have left something out is doubtful only."""
    found = run.balance()
    if found.holds:
        return Severity.INFO if found.strained else None
    if run.closed or found.side is Side.ABOVE:
        return Severity.ERROR
    return shortfall(run.total, run.parts, found.total, run.axis) if run.total else None
