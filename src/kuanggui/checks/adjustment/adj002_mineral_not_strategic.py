"""An adjustment at any time for a mineral that is not strategic."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import mineral


@rule(
    code="ADJ002",
    title="随时调整的矿种不是战略性矿产",
    title_en="Adjusted at any time, but the mineral is not strategic",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    parameters=("cn.minerals.strategic",),
    needs=("type:strategic_mineral",),
    message="{subject}：{minerals}不在战略性矿产目录中。",
    message_en="{subject}: {minerals} is not on the list of strategic minerals.",
    remedy="列入年度集中调整。",
    remedy_en="Put it into the annual batch.",
)
def mineral_not_strategic(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """Every feature that is adjusted as one of a strategic mineral has at least one mineral that is on the list of the day."""
    for change, place in case.changes():
        for feature in change.after or [case.before[each] for each, _ in change.before]:
            if not feature.minerals:
                yield Skipped("没有矿种", "no mineral is given")
            elif any(law.is_strategic(each) for each in feature.minerals):
                yield Checked()
            else:
                names = "、".join(mineral(each).name for each in feature.minerals)
                yield Hit(feature.name, places=[place], values={"minerals": names})
