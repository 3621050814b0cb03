"""A percentage of mines that no number of mines gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

MOST_MINES = 60  # above it nearly every percentage can be reached


@rule(
    code="AUD310",
    title="比例与矿山个数对不上",
    title_en="A percentage that no number of mines gives",
    severity=Severity.INFO,
    family=Family.RATIOS,
    needs=("boxes", "facts"),
    message="“{subject}”矿山{mines}个，{share}不是其中任何整数个矿山所占的比例，最接近的是{nearest}。",
    message_en="Of {mines} mines of “{subject}”, no whole number is {share}; the nearest is {nearest}.",
    remedy="核对个数和比例；比例是约数的，请写明。",
    remedy_en="Check number and percentage; say so if the percentage is a round one.",
)
def share_of_whole_mines(case: AuditCase) -> Iterator[Said]:
    """Where a row gives a number of mines and the percentage of large and medium ones, some whole number of mines is that percentage."""
    for box in case.reading.boxes:
        for row in range(len(box.rows)):
            facts = [f for c in range(len(box.columns)) for f in case.facts_in_cell[box.id, row, c]]
            counts = [
                f for f in facts if f.attribute == "mine_count" and f.quantity.is_count and not f.quantity.is_range
            ]
            shares = [f for f in facts if f.attribute == "large_medium_share" and f.quantity.relation is Relation.EQUAL]
            if len(counts) == 1 and len(shares) == 1 and 0 < counts[0].quantity.low <= MOST_MINES:
                yield _weigh(counts[0], shares[0])


def _weigh(count: Fact, share: Fact) -> Said:
    mines = int(count.quantity.low)
    printed = share.quantity.rounding()
    reachable = {n: Decimal(100 * n) / mines for n in range(mines + 1)}
    if any(
        printed.low is not None and printed.high is not None and printed.low <= p <= printed.high
        for p in reachable.values()
    ):
        return Checked([share, count])
    nearest = min(reachable, key=lambda n: abs(reachable[n] - share.quantity.low))
    values = {
        "mines": mines,
        "share": f"{share.quantity.low:f}%",
        "nearest": f"{nearest}/{mines} = {reachable[nearest]:.1f}%",
    }
    return Hit(count.subject.split(" ")[-2] if " " in count.subject else count.subject, [share, count], values=values)
