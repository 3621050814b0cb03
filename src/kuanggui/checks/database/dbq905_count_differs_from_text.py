"""Numbers of blocks in the text that are not those of the layer."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.block_groups import compared_groups
from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ905",
    title="文本中的区块个数与图层不符",
    title_en="The number of blocks in the text is not that of the layer",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "text"),
    message="{subject}：文本为 {stated} 个，图层有 {found} 个。",
    message_en="{subject}: the text says {stated}, the layer has {found}.",
    remedy="核对文本与图层，统一个数。",
    remedy_en="Make text and layer agree.",
)
def count_differs_from_text(case: PackageCase) -> Iterator[Said]:
    """Blocks counted in the text, in all, by mineral and by county, are as many as the layer has."""
    for group in compared_groups(case):
        if group.stated.count is None:
            continue
        if group.features is None:
            yield Skipped(f"图层不能按{group.label}统计", f"the layer cannot be counted by {group.label}")
            continue
        stated, found = group.stated.count.quantity, len(group.features)
        if stated.low <= found <= stated.high:
            yield Checked([group.stated.count])
            continue
        yield Hit(
            group.label,
            figures=[group.stated.count],
            places=[group.stated.count.place, group.theme.place()],
            evidence={"stated": stated.low, "found": found},
        )
