"""Rows and columns of parts (其中) that are more than what they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import half_place, in_unit_of, same_measure
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.of_which import Share, shares_of
from kuanggui.checks.audit.table_hits import unit_of, where
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD210",
    title="“其中”各项之和大于总数",
    title_en="Parts are more than the whole they are part of",
    severity=Severity.ERROR,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{whole}，“其中”各项合计{parts}（{arithmetic}），大于总数。",
    message_en="{subject}: {whole}, its parts come to {parts} ({arithmetic}), more than the whole.",
    remedy="核对总数和其中各项。",
    remedy_en="Go through the whole and its parts.",
)
def of_which_exceeds_whole(case: AuditCase) -> Iterator[Said]:
    """Rows or columns that begin with 其中, together with those of the same list, are at most the row or column in front of them.

    One part that is more than the whole is an error; several that only together are more a warning, since they may overlap.
    """
    for grid in grids(case):
        for share in shares_of(grid):
            yield _weigh(grid, share)


def _weigh(grid: Grid, share: Share) -> Said:
    parts = [part for part in share.parts if part.is_figure]
    figures = [share.whole, *parts]
    if not same_measure(figures):
        return Skipped("其中项与总数的单位不同", "whole and parts have different units", figures)
    total = _sum(parts, share.whole)
    slack = half_place(share.whole) + sum((in_unit_of(p, share.whole)(half_place(p)) for p in parts), Decimal(0))
    if total <= share.whole.value + slack:
        return Checked(figures)
    alone = any(in_unit_of(p, share.whole)(p.value) > share.whole.value + slack for p in parts)
    return Hit(
        severity=None if alone else Severity.WARNING,
        subject=f"{grid.name}{where(grid, share.whole)}",
        figures=figures,
        evidence={
            "whole": share.whole.quantity or share.whole.text,
            "parts": (total, unit_of(share.whole)),
            "arithmetic": addition([p.value for p in parts], total, share.whole.value),
        },
    )


def _sum(parts: Sequence[Entry], whole: Entry) -> Decimal:
    return sum((in_unit_of(p, whole)(p.value) for p in parts), Decimal(0))
