"""Parts that are more than their whole."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import sum_hit, total_hit
from kuanggui.checks.audit.partitions import Partition, partitions
from kuanggui.checks.audit.sums import Side, Term, balance, comparable
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD102",
    title="其中各项超过总数",
    title_en="Parts exceed the whole",
    severity=Severity.ERROR,
    family=Family.PARTS,
    needs=("breakdowns",),
    message="{subject}{stated}，其中各项合计{recomputed}，多出{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} stated, its parts come to {recomputed}, {difference} more ({arithmetic}).",
    remedy="核对总数和其中各项；各项有交叉的，在文中说明。",
    remedy_en="Go through the whole and its parts; if the parts overlap, say so.",
)
def parts_exceed_whole(case: AuditCase) -> Iterator[Said]:
    """What is 其中 of a whole is not more than the whole.

    Parts that are told apart by different things (国家级18座，煤矿30座) may overlap and are weighed one by one. Where nothing tells
    how parts are meant, a sum above the whole is doubtful only.
    """
    for partition in partitions(case):
        if partition.closed or partition.likely:
            continue
        figures = [partition.whole, *partition.parts]
        if not comparable(figures):
            yield Skipped("分项与总数的单位或计量基准不同", "parts and whole differ in unit or basis", figures)
        elif partition.mixed:
            yield from _one_by_one(partition)
        elif partition.balance().side is Side.ABOVE:
            yield sum_hit(partition, _severity(partition))
        else:
            yield Checked(figures)


def _one_by_one(partition: Partition) -> Iterator[Said]:
    """Parts that may overlap are weighed against the whole each by itself; their sum above it is worth a note."""
    if partition.balance().side is Side.ABOVE and all(_within(partition, term) for term in partition.terms):
        yield sum_hit(partition, Severity.INFO)
        return
    for term in partition.terms:
        if _within(partition, term):
            yield Checked([partition.whole, term.fact])
        else:
            yield total_hit(partition.whole, [term], balance([term], partition.whole.quantity))


def _within(partition: Partition, term: Term) -> bool:
    return balance([term], partition.whole.quantity).side is not Side.ABOVE


def _severity(partition: Partition) -> Severity:
    apart = partition.axis is not None or len(partition.parts) == 1
    return Severity.ERROR if apart else Severity.WARNING
