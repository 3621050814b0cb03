"""Parts that do not add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.partition_hits import sum_hit
from kuanggui.checks.audit.partitions import Partition, partitions
from kuanggui.checks.audit.shortfalls import shortfall
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
    medium and small; every county), or when counted things are listed mineral by mineral or county by county without 等. Three
    parts or more that nearly fill the whole are taken to be meant as all; then a difference is doubtful only. A difference that
    rounding explains is not reported, save as a note when nearly all figures would have to be rounded the same way.
    """
    found = partitions(case)
    confirmed = {p.whole.id for p in found if p.closed and p.balance().confirms}
    for partition in found:
        if not (partition.closed or partition.likely) or len(partition.terms) < 2:
            continue
        figures = [partition.whole, *partition.parts]
        if not comparable(figures):
            yield Skipped("分项与总数的单位或计量基准不同", "parts and whole differ in unit or basis", figures)
        elif severity := _severity(partition):
            yield sum_hit(partition, severity, confirmed=partition.whole.id in confirmed)
        else:
            yield Checked(figures)


def _severity(partition: Partition) -> Severity | None:
    """None when the parts add up, or fall short of a whole that they need not fill; a note when only chance could round so far."""
    found = partition.balance()
    side = found.side
    if side is Side.EQUAL:
        return Severity.INFO if found.strained and (partition.closed or partition.listed) else None
    if partition.closed or (side is Side.ABOVE and partition.axis):
        return Severity.ERROR
    if side is Side.ABOVE:
        return Severity.WARNING
    if partition.listed or not partition.whole.quantity.is_count:
        return shortfall(partition.whole, partition.parts, found.total, partition.axis)
    return Severity.WARNING if shortfall(partition.whole, partition.parts, found.total, partition.axis) else None
