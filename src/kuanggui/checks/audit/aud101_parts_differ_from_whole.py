"""Parts that do not add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import sum_hit
from kuanggui.checks.audit.partitions import Partition, misses_more_than_a_part, partitions
from kuanggui.checks.audit.sums import Side, comparable
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD101",
    title="分项之和与总数不符",
    title_en="Parts do not add up to the whole",
    severity=Severity.ERROR,
    family=Family.PARTS,
    needs=("breakdowns",),
    message="{subject}{stated}，分项合计{recomputed}，相差{difference}（{arithmetic}）。",
    message_en="{subject}: {stated} stated, the parts add up to {recomputed}, a difference of {difference} ({arithmetic}).",
    remedy="核对总数和各分项，改正有误的一个。",
    remedy_en="Go through the whole and its parts, and mend the one that is wrong.",
)
def parts_differ_from_whole(case: AuditCase) -> Iterator[Said]:
    """Parts that make up a whole add up to it.

    They do when the words say so (按…分, a remainder such as 其余), when they take every value there is (listed and unlisted; large,
    medium and small; every county), or when counted things are listed mineral by mineral or county by county without 等.
    """
    for partition in partitions(case):
        if not (partition.closed or partition.likely):
            continue
        figures = [partition.whole, *partition.parts]
        if not comparable(figures):
            yield Skipped("分项与总数的单位或计量基准不同", "parts and whole differ in unit or basis", figures)
        elif partition.balance().holds:
            yield Checked(figures)
        else:
            yield sum_hit(partition, _severity(partition))


def _severity(partition: Partition) -> Severity:
    if partition.closed or partition.balance().side is Side.ABOVE or misses_more_than_a_part(partition):
        return Severity.ERROR
    return Severity.WARNING
