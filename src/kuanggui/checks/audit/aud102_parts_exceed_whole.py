"""Parts that are more than their whole."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import sum_hit
from kuanggui.checks.audit.partitions import Partition, partitions
from kuanggui.checks.audit.sums import Side, comparable
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

    Parts of different kinds may overlap: their sum above the whole is doubtful only.
    """
    for partition in partitions(case):
        if partition.closed or partition.likely:
            continue
        figures = [partition.whole, *partition.parts]
        if not comparable(figures):
            yield Skipped("分项与总数的单位或计量基准不同", "parts and whole differ in unit or basis", figures)
        elif partition.balance().side is Side.ABOVE:
            yield sum_hit(partition, _severity(partition))
        else:
            yield Checked(figures)


def _severity(partition: Partition) -> Severity:
    apart = partition.axis is not None or len(partition.parts) == 1
    return Severity.ERROR if apart else Severity.WARNING
