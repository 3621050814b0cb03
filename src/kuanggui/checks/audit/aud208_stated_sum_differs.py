"""Totals stated in the text that a box without a total row does not add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.column_sums import ColumnSum, column_sums, stated_sums
from kuanggui.checks.audit.grid import grids
from kuanggui.checks.audit.table_hits import unit_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.arithmetic import addition
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD208",
    title="正文的总数与表中各行之和不符",
    title_en="A total of the text is not the sum of the rows of its box",
    severity=Severity.WARNING,
    family=Family.TABLES,
    needs=("boxes", "facts"),
    message="{subject}：正文为{stated}，表中各行之和为{recomputed}（{arithmetic}），两者口径可能不同。",
    message_en="{subject}: {stated} in the text, the rows add up to {recomputed} ({arithmetic}); the scopes may differ.",
    remedy="核对口径，改正总数或表中的数，或在表中加合计行并说明口径。",
    remedy_en="Compare the scopes, mend the total or the rows, or add a total row that says what it counts.",
)
def stated_sum_differs(case: AuditCase) -> Iterator[Said]:
    """A total in the text that cites a box without a total row, or stands in its section, is the sum of the column about the same thing.

    The same holds for the rows of one category (金属矿产, 非金属矿产). If several figures may be meant, one that agrees is enough.
    """
    for grid in grids(case):
        for one in column_sums(grid):
            facts = stated_sums(case, one)
            agreeing = [fact for fact in facts if one.fit(fact)]
            if agreeing:
                yield Checked([*agreeing, *one.entries])
            elif facts:
                yield _hit(one, facts)


def _hit(one: ColumnSum, facts: Sequence[Fact]) -> Hit:
    of = f"{one.grid.name}“{one.grid.header(one.column)}”列"
    return Hit(
        f"{of}“{one.group}”各行" if one.group else of,
        figures=[facts[0], *one.entries],
        evidence={
            "stated": facts[0].quantity,
            "recomputed": (one.total, unit_of(one.entries[0])),
            "arithmetic": addition([e.value for e in one.entries], one.total, facts[0].quantity),
        },
    )
